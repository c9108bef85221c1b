// A word stands beside the run of the same characters: a cut at both ends is a sign of its own.
const WORD = '#';
/** The longest run of characters that is a mark. */
export const LONGEST_RUN = 4;
const OTHER = /[^\p{Script=Han}A-Za-z0-9]+/u;

/** The words of a text, and its runs of characters, each once. */
export function marksIn(text: string, words: Iterable<string>): Set<string> {
  const marks = new Set<string>();
  for (const part of text.split(OTHER)) {
    for (let length = 2; length <= LONGEST_RUN; length++) {
      for (let start = 0; start + length <= part.length; start++)
        marks.add(part.slice(start, start + length));
    }
  }
  for (const word of words) marks.add(WORD + word);
  return marks;
}

/** The words of a text alone, as marks. */
export function wordMarks(words: Iterable<string>): Set<string> {
  const marks = new Set<string>();
  for (const word of words) marks.add(WORD + word);
  return marks;
}

/** Whether a mark is a word; the others are runs of characters. */
export function isWord(mark: string): boolean {
  return mark.startsWith(WORD);
}

// A longer run is within several shorter ones, which have spoken; a word is a run that a dictionary knows.
const WORD_SPEAKS = 2;
const RUNS_SPEAK = [0, 0, 1, 0.7, 0.5];

/** How loudly a mark speaks beside others of its text. */
export function strengthOf(mark: string): number {
  return isWord(mark) ? WORD_SPEAKS : (RUNS_SPEAK[mark.length] ?? 0);
}

/** A mark as a person reads it. */
export function markSaid(mark: string): string {
  return isWord(mark) ? mark.slice(WORD.length) : mark;
}
