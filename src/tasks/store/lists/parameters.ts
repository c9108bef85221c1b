/** Collects the values of a statement; a value never gets into its text. */
export interface SqlValues {
  readonly values: unknown[];
  /** Takes a value and answers its placeholder. */
  readonly add: (value: unknown) => string;
}

/** Begins a statement's values. */
export function createParameters(): SqlValues {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(value)}` };
}

/** A text as a LIKE pattern that matches it anywhere, wildcards taken literally. */
export function containing(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
