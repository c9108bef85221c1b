import { aWeekBefore, lateByAWeek } from '../script.ts';
import { act, awaitTask, expect, isIn, register, type Scene } from './scene.ts';

const UNIT = '330523-O44';
const MATTER = '农资供应保障一本账';
/** What a date a week past has come to on the day of dispatch; the rungs above count from that day. */
const CLIMBED = ['overdue'];

interface Notice {
  readonly id: string;
  readonly title: string;
  readonly workflow: string;
  readonly parent: string | null;
}

interface Rung {
  readonly key: string;
}

/** 督办梯: left alone, the task climbs; who is told sees it in the inbox and answers. Urgent, so that no weekend holds it up. */
export const ladder: Scene = {
  name: 'ladder',
  title: { zh: '督办梯：无人办理，逐级督办', en: 'The supervision ladder: nobody acts, and it climbs' },
  matters: [MATTER],
  async play(cast) {
    const { id } = await register(cast, {
      title: MATTER,
      leadUnit: UNIT,
      urgency: 'urgent',
      ...lateByAWeek(Date.now()),
    });
    await awaitTask(cast.taskForce, id, isIn('open.dispatched'));
    const task = await awaitTask(cast.taskForce, id, ({ context }) => {
      const notices = context['notices'] as readonly Rung[];
      return CLIMBED.every((code) => notices.some(({ key }) => key.startsWith(`${code}@`)));
    });
    const told = (task.context['notices'] as readonly Rung[]).length;
    const commissioner = cast.at(`${UNIT}/A`);
    const { body: inbox } = await commissioner.get<{ items: readonly Notice[] }>('/api/v1/inbox?limit=200');
    const own = inbox.items.filter(({ parent }) => parent === id);
    expect(own.length >= CLIMBED.length, 'the notices in the commissioner’s inbox', own);
    const answer = { reason: '系统迁移占用人手', expectedCompletion: inAWeek() };
    for (const notice of own) await act(commissioner, notice.id, 'acknowledge', { answer });
    return [
      {
        zh: `${task.number} 交办时已超期一周：红色督办单只发一次，告知 ${told} 个岗位；无人办理，自交办起逐级督办。`,
        en: `${task.number} was a week late when dispatched: one red notice, ${told} seats told; the next rungs count from there.`,
      },
      {
        zh: `${task.owner.person.name}在待办中签收 ${own.length} 份并书面答复，预计 ${answer.expectedCompletion} 办结。`,
        en: `${task.owner.person.name} acknowledged ${own.length} of them in the inbox, with an answer.`,
      },
    ];
  },
};

function inAWeek(): string {
  return aWeekBefore(Date.now() + 14 * 86_400_000);
}
