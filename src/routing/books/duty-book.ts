import type { Unit } from '../../directory/directory.ts';
import { normaliseCategory } from '../../vocabulary/category.ts';

/** Who answers for which category path, and who for anything below it. */
export interface DutyBook {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly below: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
}

/** The units that answer for a category, the duty they hold it by, and duties below it that go elsewhere. */
export interface DutyHolders {
  readonly path: string;
  readonly units: readonly string[];
  readonly exceptions: ReadonlyMap<string, readonly string[]>;
}

const NO_EXCEPTIONS: ReadonlyMap<string, readonly string[]> = new Map();

/** Turns the duties of all units around, so that a category finds its units in one look. */
export function bookDuties(units: Iterable<Unit>): DutyBook {
  const exact = new Map<string, string[]>();
  const below = new Map<string, Map<string, string[]>>();
  for (const unit of units) {
    for (const duty of new Set(unit.duties.map(normaliseCategory))) {
      const holders = exact.get(duty) ?? [];
      exact.set(duty, holders);
      holders.push(unit.code);
      for (let cut = duty.lastIndexOf('/'); cut > 0; cut = duty.lastIndexOf('/', cut - 1)) {
        const prefix = duty.slice(0, cut);
        const inside = below.get(prefix) ?? new Map<string, string[]>();
        below.set(prefix, inside);
        inside.set(duty, holders);
      }
    }
  }
  return { exact, below };
}

/**
 * The holders of a normalised category: those of the longest duty that covers it, so that a third level
 * overrides its second level; where no duty covers it, those of the duties below it.
 */
export function dutyHolders(book: DutyBook, category: string): DutyHolders | undefined {
  if (category === '') return undefined;
  const exceptions = book.below.get(category) ?? NO_EXCEPTIONS;
  for (let path = category; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const units = book.exact.get(path);
    if (units) return { path, units, exceptions: path === category ? exceptions : NO_EXCEPTIONS };
  }
  if (exceptions.size === 0) return undefined;
  return { path: category, units: [...new Set([...exceptions.values()].flat())], exceptions };
}
