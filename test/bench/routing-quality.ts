import type { RoutingBook } from '../../src/routing/prepare-routing.ts';
import { route } from '../../src/routing/route.ts';
import { type Accepted, type Message, matterOf } from './routing-messages.ts';

/** One message after routing. */
export interface Outcome {
  readonly message: Message;
  /** The unit it was sent to; undefined when a person has to decide. */
  readonly answer: string | undefined;
  readonly firstThree: readonly string[];
  readonly confidence: number;
  readonly right: boolean;
  readonly amongThree: boolean;
}

/** Routes messages by nothing but what they say. */
export function routeMessages(
  messages: readonly Message[],
  book: RoutingBook,
  accepted: Accepted,
  now: string,
): Outcome[] {
  return messages.map((message) => {
    const routing = route(matterOf(message), book, now);
    const answer = routing.kind === 'routed' ? routing.unit : undefined;
    const others = routing.reason.runnersUp.map((candidate) => candidate.unit);
    const firstThree = (answer === undefined ? others : [answer, ...others]).slice(0, 3);
    const right = accepted.get(message.category) ?? new Set();
    return {
      message,
      answer,
      firstThree,
      confidence: routing.reason.confidence ?? (answer === undefined ? 0 : 1),
      right: answer !== undefined && right.has(answer),
      amongThree: firstThree.some((unit) => right.has(unit)),
    };
  });
}

/** The three figures that routing is judged by, as shares of 1. */
export interface Quality {
  readonly messages: number;
  readonly coverage: number;
  readonly precision: number;
  readonly topThree: number;
}

/** Coverage (answered of all), precision (right of answered) and top three (right unit among three, of all). */
export function qualityOf(outcomes: readonly Outcome[]): Quality {
  const answered = outcomes.filter(({ answer }) => answer !== undefined);
  return {
    messages: outcomes.length,
    coverage: share(answered.length, outcomes.length),
    precision: share(answered.filter(({ right }) => right).length, answered.length),
    topThree: share(outcomes.filter(({ amongThree }) => amongThree).length, outcomes.length),
  };
}

/** How many messages of each class went to each unit; `triage` are those left to a person. */
export function confusionOf(
  outcomes: readonly Outcome[],
  nameOf: (unit: string) => string,
): Record<string, Record<string, number>> {
  const table: Record<string, Record<string, number>> = {};
  for (const { message, answer } of outcomes) {
    const row = (table[message.category] ??= {});
    const column = answer === undefined ? 'triage' : nameOf(answer);
    row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
