import type { Directory } from '../../directory/directory.ts';
import { type DirectoryIndex, indexDirectory } from '../../directory/directory-index.ts';
import type { RoutingRules } from '../rules/rule.ts';
import type { TextModel } from '../text/text-ranking.ts';
import { bookDuties, type DutyBook } from './duty-book.ts';
import { bookPlaces, type PlaceBook, type Places } from './place-book.ts';
import type { Precedent } from './precedent.ts';
import { bookRulings, type RulingBook } from './ruling-book.ts';

/** Everything that routing goes by; what is left out is not asked. */
export interface RoutingSources {
  readonly directory: Directory;
  readonly rules: RoutingRules;
  readonly precedents: readonly Precedent[];
  /** The rulings among them, where they are filed already. */
  readonly rulings?: RulingBook | undefined;
  readonly places?: Places | undefined;
  readonly text?: TextModel | undefined;
}

/** The sources turned around so that one matter costs microseconds; made once per change of a source. */
export interface RoutingBook {
  readonly directory: Directory;
  readonly index: DirectoryIndex;
  readonly rules: RoutingRules;
  readonly duties: DutyBook;
  readonly rulings: RulingBook;
  readonly places: PlaceBook | undefined;
  readonly text: TextModel | undefined;
}

/** Prepares routing: every source is read once and turned around. */
export function prepareRouting(sources: RoutingSources): RoutingBook {
  const { directory, rules, precedents, rulings = bookRulings(precedents), places, text } = sources;
  return {
    directory,
    index: indexDirectory(directory),
    rules,
    duties: bookDuties(directory.units),
    rulings,
    places: places && bookPlaces(directory.units, places, directory.county),
    text,
  };
}
