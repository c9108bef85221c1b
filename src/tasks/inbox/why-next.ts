import type { TaskItem } from '../../contract/task.ts';
import type { Title } from '../../engine/definition/define.ts';

/** Why a task is the one to take up next, in one sentence: what the reader's seat has to do, and by when. */
export function whyNext({ act, urgency }: Pick<TaskItem, 'act' | 'urgency'>): Title {
  const why = act?.words ?? WAITS;
  if (urgency !== 'urgent') return why;
  return { zh: `紧急任务，${why.zh}`, en: `Urgent; ${why.en}` };
}

const WAITS = { zh: '等候办理', en: 'waiting to be taken up' };
