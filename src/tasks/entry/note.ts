import type { Nameable, Reference, Title } from '../../engine/definition/define.ts';
import type { County } from '../county.ts';

/** Something to choose instead. */
export interface Nearest {
  /** As the field wants it. */
  readonly code: string;
  readonly name: string;
}

/** What is wrong with a value, or worth a second look. */
export interface Finding {
  /** What is refused changes nothing; what is warned of is taken, and said in the answer. */
  readonly verdict: 'refused' | 'warned';
  /** Stable, for programs. */
  readonly code: string;
  readonly message: Title;
  /** Best first. */
  readonly nearest?: readonly Nearest[];
  /** Where in the value, as the end of a JSON Pointer; the value itself without it. */
  readonly at?: string;
}

/** A finding at its place in the data. */
export interface EntryNote extends Pick<Finding, 'verdict' | 'code' | 'message'> {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly value: unknown;
  readonly nearest: readonly Nearest[];
}

/** What a value turned out to name. */
export interface Resolved {
  readonly findings: readonly Finding[];
  /** The same for whatever names the same thing; the value itself without it. */
  readonly identity?: string;
}

/** The task that data are about, as far as what they name may hang on it. */
export interface EntryTask {
  readonly unit: string | null;
  readonly dueAt: string | null;
  readonly names: Readonly<Record<string, readonly Nameable[]>>;
}

/** What names are held against: what the county goes by at the instant of the decision. */
export interface EntryTerms {
  readonly county: County;
  /** All categories of the taxonomy that matters may have. */
  readonly categories: ReadonlySet<string>;
  /** ISO instant. */
  readonly at: string;
  /** Undefined for what does not exist yet. */
  readonly task: EntryTask | undefined;
}

/** Finds out what a value of one kind of reference names. */
export type Resolver = (value: unknown, reference: Reference, terms: EntryTerms) => Resolved;

export function refused(code: string, message: Title, nearest: readonly Nearest[] = []): Finding {
  return { verdict: 'refused', code, message, nearest };
}

export function warned(code: string, message: Title, nearest: readonly Nearest[] = []): Finding {
  return { verdict: 'warned', code, message, nearest };
}

/** As the end of a sentence: what there is to choose from, if anything. */
export function choices(nearest: readonly Nearest[]): Title {
  if (nearest.length === 0) return { zh: '', en: '' };
  const told = nearest.map(({ code, name }) => (name === code ? code : `${name}（${code}）`));
  const plain = nearest.map(({ code, name }) => (name === code ? code : `${name} (${code})`));
  return { zh: `；可选：${told.join('、')}`, en: `; choose from: ${plain.join(', ')}` };
}
