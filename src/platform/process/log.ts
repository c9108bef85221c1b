import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';
import { codeOf } from '../error-code.ts';
import { prettyLine } from './pretty-line.ts';
import { REDACTED, redactText } from './redact.ts';

export type Log = Logger;

export interface LogOptions {
  readonly level: LevelWithSilent;
  /** The process's part, e.g. `api` or `worker`; stands in every line. */
  readonly role: string;
  /** One coloured line for a person instead of JSON. */
  readonly pretty: boolean;
  /** Standard error by default: standard output belongs to what a command answers. */
  readonly destination?: DestinationStream;
}

/** Fields that are never written whatever they hold, at the top or one level down. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'token',
  'secret',
  'apiKey',
  'idNumber',
  'phone',
];

/** Makes the process's log: JSON lines (or readable ones), secrets and personal numbers taken out of every line. */
export function createLog({ level, role, pretty, destination }: LogOptions): Log {
  const target = destination ?? standardError();
  const options = {
    level,
    base: { role },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: toldError },
    redact: { paths: SECRET_FIELDS.flatMap((name) => [name, `*.${name}`]), censor: REDACTED },
    hooks: {
      streamWrite: (line: string): string => {
        const clean = redactText(line);
        return pretty ? prettyLine(clean) : clean;
      },
    },
  };
  return pino(options, target);
}

/** Standard error; that nobody reads it any more is no reason to end. */
function standardError(): DestinationStream {
  const target = pino.destination({ dest: 2, sync: true });
  target.on('error', () => undefined);
  return target;
}

/** What a log says of an error: drivers hang whole connections with their parameters on theirs. */
function toldError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack } = error;
  const code = codeOf(error);
  const cause = error.cause === undefined ? {} : { cause: toldError(error.cause) };
  return { type: name, message, ...(code === undefined ? {} : { code }), ...cause, stack };
}
