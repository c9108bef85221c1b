import { Problem } from '../../platform/wording/problem.ts';
import { ENGINE, type Title } from '../definition/define.ts';
import type { News } from '../writing/unseen.ts';
import type { Task } from './task.ts';

/** The answer where no task has the id. */
export function taskNotFound(id: string): Problem {
  return new Problem('not-found', {
    zh: `没有编号为 ${id.slice(0, 80)} 的任务。`,
    en: `There is no task ${id.slice(0, 80)}.`,
  });
}

/** The answer where the sender decided on an earlier state of the task. */
export function stale({ revision }: Task, expected: number, news?: News): Problem {
  const did = news === undefined ? { zh: '', en: '' } : didSince(news);
  return new Problem(
    'revision-stale',
    {
      zh: `任务已是第 ${revision} 版，您看到的是第 ${expected} 版；${did.zh}请刷新核对后再办。`,
      en: `The task is at revision ${revision}, you saw revision ${expected};${did.en} read it again and decide anew.`,
    },
    { revision, expected, ...(news === undefined ? {} : { news: newsShown(news) }) },
  );
}

function didSince({ principal, name, at, title }: News): Title {
  const byEngine = principal === ENGINE.principal;
  return {
    zh: `其后${byEngine ? '系统' : name}于 ${at} 办理了“${title.zh}”；`,
    en: ` since then ${byEngine ? 'the engine' : name} did “${title.en}” at ${at};`,
  };
}

/** What the form can show beside what was typed. */
function newsShown({ revision, type, title, principal, name, at }: News) {
  return { revision, type, title, by: { principal, name }, at };
}

/** Said to a worker whose effect another one was quicker with. */
export function appliedElsewhere(): Problem {
  return new Problem('effect-gone', {
    zh: '该作用已由另一进程办理。',
    en: 'The effect was applied by another worker.',
  });
}

/** Said to the log: the door answers what every outage answers. */
export function raced(id: string, times: number): Problem {
  return new Problem('unavailable', {
    zh: `任务 ${id} 在办理期间变动了 ${times} 次。`,
    en: `Task ${id} changed ${times} times while a step was decided.`,
  });
}
