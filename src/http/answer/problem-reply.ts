import { isOutage } from '../../platform/outage.ts';
import { Problem, type ProblemPart, problems } from '../../platform/wording/problem.ts';
import type { Language, Words } from '../../platform/wording/words.ts';
import { PROBLEM_HEADERS } from './answer-headers.ts';
import type { Reply } from './reply.ts';

/** What a problem document says of the request it answers. */
export interface ProblemContext {
  readonly language: Language;
  /** Path of the request, without its query. */
  readonly instance: string;
  readonly traceId: string;
}

const MOST_ERRORS = 50;
const MOST_CHARACTERS = 1_000;
const MOST_OF_PART = 300;
const STANDARD = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId']);

/** Turns a sentence into what people say: names for ids, county time for instants. */
export type Say = (sentence: string) => string;

/** Where no directory is at hand. */
export const asWritten: Say = (sentence) => sentence;

/** A problem as an RFC 9457 document. Of a fault of ours (5xx) nothing but the code leaves the house. */
export function problemReply(problem: Problem, context: ProblemContext, say: Say): Reply {
  const { code, detail, extras } = problem;
  const known = problems[code];
  const ours = known.status >= 500;
  const document = {
    type: `/problems/${code}`,
    title: known[context.language],
    status: known.status,
    detail: ours ? known[context.language] : clipped(say(detail[context.language]), MOST_CHARACTERS),
    instance: clipped(context.instance, 200),
    code,
    traceId: context.traceId,
    ...(ours ? {} : safeExtras(extras, context.language, say)),
  };
  return {
    status: known.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Language': context.language === 'zh' ? 'zh-CN' : 'en',
      ...PROBLEM_HEADERS[code],
      ...(typeof extras['allow'] === 'string' ? { Allow: extras['allow'] } : {}),
    },
    content: JSON.stringify(document),
  };
}

/** Any error as the problem it is to the client: what was not meant for clients is `internal`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = isOutage(error) ? 'unavailable' : 'internal';
  return new Problem(code, problems[code]);
}

function safeExtras(
  extras: Readonly<Record<string, unknown>>,
  language: Language,
  say: Say,
): Record<string, unknown> {
  const kept = Object.entries(extras).filter(([name]) => !STANDARD.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => {
      const most = Array.isArray(value) ? value.slice(0, MOST_ERRORS) : value;
      if (name === 'errors' && Array.isArray(most)) {
        return [name, most.map((part: ProblemPart) => spokenPart(part, language, say))];
      }
      return [name, spokenWithin(most, say)];
    }),
  );
}

/** An answer must not be many times its request: of what the request holds, each part shows as much as is of use. */
function spokenPart(part: ProblemPart, language: Language, say: Say) {
  return {
    ...part,
    pointer: clipped(part.pointer, MOST_OF_PART),
    message: clipped(say(part.message[language]), MOST_OF_PART),
  };
}

/** Pairs of both languages within what comes with a problem are sentences, too. */
function spokenWithin(value: unknown, say: Say): unknown {
  if (Array.isArray(value)) return value.map((one) => spokenWithin(one, say));
  if (typeof value !== 'object' || value === null) return value;
  const { zh, en } = value as Partial<Words>;
  if (typeof zh === 'string' && typeof en === 'string') return { ...value, zh: say(zh), en: say(en) };
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spokenWithin(one, say)]));
}

function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
