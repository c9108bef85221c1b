/** What the command line gave. */
export interface Arguments {
  readonly operands: readonly string[];
  readonly json: boolean;
  readonly rules?: string | undefined;
  readonly days?: string | undefined;
  /** Why the directory is changed, and why gaps are accepted, where a file does not say so itself. */
  readonly reason?: string | undefined;
  readonly 'accept-gaps'?: string | undefined;
  /** A file about the calendar, and why days that have passed are changed. */
  readonly file?: string | undefined;
  readonly 'accept-past'?: string | undefined;
}

export interface Command {
  readonly zh: string;
  readonly en: string;
  /** Answers the exit code. */
  readonly run: (given: Arguments) => Promise<number>;
}

/** Prints a result as one JSON document or as lines. */
export function print(json: boolean, result: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}
