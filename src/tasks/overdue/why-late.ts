import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { lateReadingOf } from '../../vocabulary/parts.ts';
import type { Waiting } from '../../vocabulary/readings.ts';

/** What the reason of a late task is derived from; facts of the row and its log, nothing stored for the purpose. */
export interface LateFacts extends Waiting {
  /** True where the task was late already when it was dispatched: no unit has had it in time. */
  readonly lateAtDispatch: boolean;
}

/** Why a late task is not done, in one sentence: what is being waited for, and since how long. */
export function whyLate(
  definition: WorkflowDefinition | undefined,
  facts: LateFacts,
  remembered: unknown,
): Title {
  const why = lateReadingOf(definition)?.why(facts, remembered) ?? stillThere(facts);
  if (!facts.lateAtDispatch) return why;
  return { zh: `交办时已过期限；${why.zh}`, en: `Past its date when it was dispatched; ${lowered(why.en)}` };
}

/** Of a workflow that gives no reason: the state in which the task stands. */
function stillThere({ stateTitle, inState }: Waiting): Title {
  const since = inState === undefined ? JUST_NOW : { zh: ` ${inState.zh}`, en: `for ${inState.en}` };
  return {
    zh: `处于“${stateTitle.zh}”环节${since.zh}`,
    en: `In the state "${stateTitle.en}" ${since.en}`,
  };
}

const JUST_NOW: Title = { zh: '（刚进入）', en: '(since just now)' };

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
