/**
 * How a search sees a text: full and half width, case, spaces, dashes, brackets and other punctuation make no
 * difference. What is left is letters and digits. Case is folded down, up and down again, since one capital may have two
 * small forms (ẞ → ß → SS → ss), and the sigma that ends a word is the sigma within it.
 */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('ς', 'σ')
    .replaceAll(FILLER, 'w');
}

/** A letter of a dead alphabet, that no text of a county holds. */
const FILLER = 'ƿ';

/**
 * A folded text as the trigram index holds it, a filler between the characters: so that two 汉字, and even one, make a
 * trigram of their own and are looked up instead of walked for.
 */
export function spelled(text: string): string {
  return `${FILLER}${Array.from(text).join(FILLER)}${FILLER}`;
}

/** Texts as one row of the index: what is looked up is found within one of them, not across two. */
export function spelledLines(texts: readonly string[], most: number): string {
  let left = most;
  const lines: string[] = [];
  for (const text of texts) {
    const line = Array.from(folded(text)).slice(0, left).join('');
    left -= line.length;
    if (line !== '') lines.push(spelled(line));
  }
  return lines.join('\n');
}

/** Dashes of every script, as they come between a year and a number, with blanks around. */
const DASHES = /\s*[\p{Pd}\u2212\uFF5E~_]+\s*/gu;
const NUMBER = /^(20\d\d)-([a-z]?)(\d{0,12})$/;
/** Between words that are looked for each by itself. */
const BETWEEN = /[\s、，,;；。|/]+/u;

/** A word of a search, and the number that it may be. */
export interface SoughtWord {
  /** As the index holds it. */
  readonly folded: string;
  /** Where it reads as a number in full, or as the beginning of one: `2026-000030`, `2026-0000`. */
  readonly number?: { readonly series: string; readonly digits: string };
  /** Where it is digits alone: a count of whatever year. */
  readonly count?: number;
}

/** The words of a search text, each to be found; none where it holds nothing but punctuation. */
export function soughtWords(text: string): readonly SoughtWord[] {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(DASHES, '-').replaceAll('--', '-');
  return plain.split(BETWEEN).flatMap((word): SoughtWord[] => {
    const rest = folded(word);
    if (rest === '') return [];
    const [, year, letter, digits] = NUMBER.exec(word) ?? [];
    if (year !== undefined) {
      const series = `${year}-${(letter ?? '').toUpperCase()}`;
      return [{ folded: rest, number: { series, digits: digits ?? '' } }];
    }
    return [/^\d{1,12}$/.test(rest) ? { folded: rest, count: Number(rest) } : { folded: rest }];
  });
}
