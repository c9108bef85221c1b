import type { Precedent } from '../../src/routing/precedent.ts';
import { bookOf, NOW, type ShippedCounty } from './routing-county.ts';
import { type Accepted, type Message, matterOf } from './routing-messages.ts';
import { type Outcome, qualityOf, routeMessages } from './routing-quality.ts';

/**
 * Quality when the other folds have been accepted tasks, as after months of use: each message is asked of a
 * model that was taught with all others but its own fold. The unit of a taught message is the likeliest of those
 * accepted for its class, which is what the task force would have corrected it to.
 */
export function qualityTaughtByOthers(
  county: ShippedCounty,
  accepted: Accepted,
  messages: readonly Message[],
  folds: number,
) {
  const { text } = bookOf(county);
  const lessons = messages.map((message, number): Precedent => {
    const right = accepted.get(message.category) ?? new Set<string>();
    const unit = text?.rank(matterOf(message), 1, right).ranked[0]?.unit ?? [...right][0] ?? '';
    return {
      id: `lesson-${number}`,
      kind: 'accepted',
      unit,
      title: message.title,
      goal: message.body,
      at: NOW,
    };
  });
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const book = bookOf(
      county,
      lessons.filter((_, number) => number % folds !== fold),
    );
    const asked = messages.filter((_, number) => number % folds === fold);
    outcomes.push(...routeMessages(asked, book, accepted, NOW));
  }
  return { folds, ...qualityOf(outcomes) };
}
