/** Something wrong in a file: where, what stands there, and what was expected. */
export interface FileFault {
  readonly file: string;
  readonly line: number;
  readonly value: unknown;
  readonly message: string;
}

/** One fault a line, as editors and terminals link it: `file:line: message (found …)`. */
export function faultText({ file, line, value, message }: FileFault): string {
  const found = value === undefined ? '' : ` (found ${JSON.stringify(value)?.slice(0, 120) ?? typeof value})`;
  return `${file}:${line}: ${message}${found}`;
}

/** All faults of a set of files as one error, so that the operator mends them in one go. */
export function faultsError(what: string, faults: readonly FileFault[]): Error {
  return new Error(`${what} has ${faults.length} fault(s):\n${faults.map(faultText).join('\n')}`);
}
