import type { BoundaryBook } from '../duties/boundary-book.ts';
import type { DutyEvidence } from '../duties/weigh-duties.ts';
import type { Matter } from '../matter.ts';
import { bigramsOf } from '../name-similarity.ts';
import { scanOverlapping, scanPhrases } from '../phrase-trie.ts';
import type { Phrases } from './phrases.ts';
import type { Posting, Postings } from './posting.ts';
import type { Segment } from './segment.ts';
import type { KindSettings } from './text-settings.ts';

/** A word of the matter with how loudly it is said and what it says about units. */
export interface Voice {
  readonly word: string;
  readonly loudness: number;
  readonly posting: Posting;
}

interface Place {
  inTitle: number;
  inBody: number;
}

interface Heard extends Place {
  readonly posting: Posting;
}

/** Where the model looks words up. */
export interface Vocabulary {
  readonly phrases: Phrases;
  readonly locatives: readonly string[];
  /** Words of duty texts and taxonomy labels, and words of past tasks. */
  readonly descriptions: Postings;
  readonly tasks: Pick<Postings, 'get'>;
  readonly duties: DutyEvidence;
  readonly boundaries: BoundaryBook;
  readonly segment: Segment;
}

/** A matter as it is read: both parts in one spelling, no longer than what is read at all. */
export interface Reading {
  readonly title: string;
  readonly body: string;
}

/** Reads a matter: keywords stand with the title. */
export function readMatter(matter: Matter, read: number): Reading {
  return {
    title: [matter.title, ...(matter.keywords ?? [])].join('\n').normalize('NFKC').slice(0, read),
    body: (matter.goal ?? '').normalize('NFKC').slice(0, read),
  };
}

/** Every word of a matter that says something about units. */
export function hear(
  { title, body }: Reading,
  vocabulary: Vocabulary,
  kind: KindSettings,
  asPlace: number,
): Voice[] {
  const early = (start: number) => (start < kind.opening.characters ? 1 : kind.opening.rest);
  const curated = new Map<string, Heard>();
  const titleRest = hearPhrases(title, vocabulary, asPlace, (phrase, posting, weight) => {
    const known = heardOf(curated, phrase, posting);
    known.inTitle = Math.max(known.inTitle, weight);
  });
  const bodyRest = hearPhrases(body, vocabulary, asPlace, (phrase, posting, weight, start) => {
    heardOf(curated, phrase, posting).inBody += weight * early(start);
  });
  const objects = new Map<string, Heard>();
  for (const { phrase, value } of scanOverlapping(vocabulary.duties.objects, title)) {
    heardOf(objects, phrase, value).inTitle = 1;
  }
  for (const { phrase, value, start } of scanOverlapping(vocabulary.duties.objects, body)) {
    heardOf(objects, phrase, value).inBody += early(start);
  }
  const { segment, descriptions, duties, tasks } = vocabulary;
  const said = placesOf(segment(title), segment(body));
  const rest = placesOf(segment(titleRest), segment(bodyRest));
  const pairs = kind.pairs === 0 ? new Map<string, Place>() : placesOf(bigramsOf(title), bigramsOf(body));
  const sources: readonly [ReadonlyMap<string, Heard>, number][] = [
    [curated, kind.lexicon],
    [lookUp(rest, descriptions), kind.lexicon],
    [objects, kind.objects],
    [lookUp(said, duties.words), kind.words],
    [lookUp(pairs, duties.pairs), kind.pairs],
    [lookUp(rest, tasks), 1],
  ];
  const voices: Voice[] = [];
  for (const [source, weight] of sources) {
    if (weight === 0) continue;
    for (const [word, { inTitle, inBody, posting }] of source) {
      voices.push({ word, loudness: weight * (kind.title * inTitle + Math.log2(1 + inBody)), posting });
    }
  }
  return voices;
}

function heardOf(heard: Map<string, Heard>, word: string, posting: Posting): Heard {
  const known = heard.get(word);
  if (known) return known;
  const fresh = { inTitle: 0, inBody: 0, posting };
  heard.set(word, fresh);
  return fresh;
}

// Reports each phrase with its weight, and gives back the text without the words that only name a place or hide one.
function hearPhrases(
  text: string,
  { phrases, locatives }: Vocabulary,
  asPlace: number,
  report: (phrase: string, posting: Posting, weight: number, start: number) => void,
): string {
  let rest = '';
  let kept = 0;
  for (const { phrase, value, start, end } of scanPhrases(phrases, text)) {
    const isPlace = value !== undefined && locatives.some((locative) => text.startsWith(locative, end));
    if (value !== undefined) report(phrase, value, isPlace ? asPlace : 1, start);
    if (value !== undefined && !isPlace) continue;
    rest += `${text.slice(kept, start)} `;
    kept = end;
  }
  return rest + text.slice(kept);
}

function placesOf(title: Iterable<string>, body: Iterable<string>): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const word of title) places.set(word, { inTitle: 1, inBody: 0 });
  for (const word of body) {
    const known = places.get(word);
    if (known) known.inBody = 1;
    else places.set(word, { inTitle: 0, inBody: 1 });
  }
  return places;
}

function lookUp(places: ReadonlyMap<string, Place>, postings: Pick<Postings, 'get'>): Map<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const [word, where] of places) {
    const posting = postings.get(word);
    if (posting) heard.set(word, { ...where, posting });
  }
  return heard;
}
