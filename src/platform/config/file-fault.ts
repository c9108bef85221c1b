/** Something wrong in a file: where, what stands there, and what was expected. */
export interface FileFault {
  readonly file: string;
  readonly line: number;
  /** What stands there; undefined where nothing does. */
  readonly value: unknown;
  /** Names the entry or the key, and what was expected of it. */
  readonly expectation: string;
}

/** One fault a line, as editors and terminals link it: `file:line: expectation (found …)`. */
export function faultText({ file, line, value, expectation }: FileFault): string {
  return `${file}:${line}: ${expectation}${found(value)}`;
}

/** All faults of a set of files as one error, so that the operator mends them in one go. */
export function faultsError(what: string, faults: readonly FileFault[]): Error {
  const [first] = faults;
  if (first !== undefined && faults.length === 1) return new Error(faultText(first));
  return new Error(`${what} has ${faults.length} fault(s):\n${faults.map(faultText).join('\n')}`);
}

/** Says what was found, briefly; nothing where nothing was. */
export function found(value: unknown): string {
  return value === undefined ? '' : ` (found ${JSON.stringify(value)?.slice(0, 120) ?? typeof value})`;
}
