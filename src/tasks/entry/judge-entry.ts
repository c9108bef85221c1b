import type { Judge, Judged } from '../../engine/steps/judge.ts';
import { CREATED, type Step } from '../../engine/steps/step.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { County } from '../county.ts';
import { completeLimit } from './complete-limit.ts';
import { filledInBySender } from './filled-in.ts';
import { foreseen } from './foreseen.ts';
import type { EntryNote, EntryTask } from './note.ts';
import { notesOn } from './notes-on.ts';

/** What whatever comes in is held against. */
export interface EntryFacts {
  readonly county: County;
  readonly categories: ReadonlySet<string>;
}

/** A judge of one request, and what it had to say of what it let pass. */
export interface EntryJudge extends Judge {
  /** Of the decision that counted, which is the last. */
  readonly warnings: () => readonly EntryNote[];
}

/**
 * The one judge at the door. It refuses what names something that is not there, not of this task or in the past, what
 * names it twice, and what the engine already knows to come to nothing; a limit left out it takes from the defaults. Throws `event-invalid`, `input-invalid`,
 * `guard-failed`.
 */
export function entryJudge(facts: EntryFacts): EntryJudge {
  let warnings: readonly EntryNote[] = [];
  return {
    warnings: () => warnings,
    data(judged) {
      const { county, categories } = facts;
      const termsOf = () => ({ county, categories, at: judged.at, task: taskOf(judged) });
      const schema = schemaOf(judged);
      const completed = completeLimit(judged, county);
      const notes = [
        ...filledInBySender(schema, judged.data),
        ...notesOn(schema, judged.data, termsOf),
        ...completed.notes,
      ];
      warnings = notes;
      if (notes.length === 0) return completed.data;
      const refusals = notes.filter(({ verdict }) => verdict === 'refused');
      if (refusals.length > 0) throw refusal(judged, refusals);
      return completed.data;
    },
    step: (judged, step) => refuseForeseen(judged, step, facts.county),
  };
}

function schemaOf({ definition, type }: Judged) {
  if (type === CREATED) return definition.input;
  const declared = definition.events[type];
  if (declared === undefined) throw new Error(`${definition.name} has no event "${type}".`);
  return declared.data;
}

function taskOf({ task }: Judged): EntryTask | undefined {
  if (task === undefined) return undefined;
  const { facets, definition, snapshot } = task;
  return {
    unit: facets.unit,
    dueAt: facets.dueAt,
    // Asked for only by events that name something of the task itself.
    get names() {
      return definition.names(snapshot.context);
    },
  };
}

function refusal({ definition, type }: Judged, notes: readonly EntryNote[]): Problem {
  const title = definition.events[type]?.title ?? { zh: '提交', en: 'Submit' };
  const [first] = notes;
  const more = notes.length - 1;
  return new Problem(
    type === CREATED ? 'input-invalid' : 'event-invalid',
    {
      zh: `不能“${title.zh}”：${first?.message.zh}${more > 0 ? `；另有 ${more} 处，见 errors` : ''}。`,
      en: `Cannot "${title.en}": ${first?.message.en}${more > 0 ? `; and ${more} more, see errors` : ''}.`,
    },
    { errors: notes.map(({ pointer, code, message, nearest }) => ({ pointer, code, message, nearest })) },
  );
}

function refuseForeseen({ definition, type, at, task }: Judged, { effects }: Step, county: County): void {
  for (const effect of effects) {
    const known = foreseen(effect, county, at);
    if (known === undefined) continue;
    const title = definition.events[type]?.title ?? { zh: type, en: type };
    throw new Problem(
      'guard-failed',
      {
        zh: `不能“${title.zh}”：${known.reason.zh.replace(/。$/, '')}。`,
        en: `Cannot "${title.en}": ${known.reason.en.replace(/\.$/, '')}.`,
      },
      { event: type, state: task?.snapshot.value, reason: known.reason, nearest: known.nearest },
    );
  }
}
