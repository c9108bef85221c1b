/** A column that a kind of table may have, declared once with the headings under which people write it. */
export interface SheetColumn<Key extends string = string> {
  readonly key: Key;
  /** Headings, the usual one first; neither width, case, blanks nor a note in brackets make a difference. */
  readonly names: readonly string[];
  /** A table without it is none. */
  readonly required?: true;
  /** What a table can do without, though rows of one that has it are known by it: every row is as if it were empty. */
  readonly mayLack?: true;
  /** Known, and not read: the system tells it by itself. */
  readonly told?: true;
}

/** A heading that is asked about, so that its column is not left out in silence. */
export interface HeadingQuestion {
  readonly heading: string;
  readonly column: string;
  readonly message: { readonly zh: string; readonly en: string };
}

/** How the sender answered about headings: the key of a column, or undefined for one that is not to be read. */
export type HeadingAnswers = ReadonlyMap<string, string | undefined>;
