import { countyDayOf } from '../../vocabulary/county-day.ts';
import { act, awaitTask, expect, isIn, receivedBy, type Scene } from './scene.ts';

const UNIT = '330523-O19';
const GRANTED = '科技特派员服务云台账';
const REFUSED = '高新企业申报一件事';
/** More than a leader may allow alone. */
const MONTH_MS = 30 * 86_400_000;

/** 延期: one granted, one refused; the original due date is kept. */
export const extension: Scene = {
  name: 'extension',
  title: { zh: '延期：一件批准，一件不予批准', en: 'Extensions: one granted, one refused' },
  matters: [GRANTED, REFUSED],
  async play(cast) {
    const [commissioner, leader] = [cast.at(`${UNIT}/A`), cast.at(`${UNIT}/L`)];
    const ask = async (title: string) => {
      const before = await receivedBy(cast, UNIT, { title });
      await act(commissioner, before.id, 'requestExtension', {
        reason: '省级平台接口延后开放',
        progress: '需求与表单已完成，等待接口联调',
        until: countyDayOf(Date.parse(before.dueAt ?? '') + MONTH_MS),
      });
      await awaitTask(cast.taskForce, before.id, isIn('open.working.extending.atLeader'));
      await act(leader, before.id, 'endorse', {});
      await awaitTask(cast.taskForce, before.id, isIn('open.working.extending.atTaskForce'));
      return before;
    };
    const first = await ask(GRANTED);
    await act(cast.taskForce, first.id, 'grant', {});
    const granted = await awaitTask(cast.taskForce, first.id, isIn('open.working.handling'));
    expect((granted.dueAt ?? '') > (first.dueAt ?? ''), 'a later due date', granted.dueAt);
    const second = await ask(REFUSED);
    await act(cast.taskForce, second.id, 'deny', { reason: '省级接口已开放，请按期完成' });
    const refused = await awaitTask(cast.taskForce, second.id, isIn('open.working.handling'));
    expect(refused.dueAt === second.dueAt, `due ${second.dueAt ?? ''} as before`, refused.dueAt);
    return [
      {
        zh: `${first.number} 延期获批：原定 ${dayOf(first.dueAt)}，改为 ${dayOf(granted.dueAt)}，原期限留存。`,
        en: `${first.number} is extended from ${dayOf(first.dueAt)} to ${dayOf(granted.dueAt)}; the original date is kept.`,
      },
      {
        zh: `${second.number} 延期不予批准，仍应于 ${dayOf(refused.dueAt)} 前完成。`,
        en: `${second.number} is refused its extension and stays due on ${dayOf(refused.dueAt)}.`,
      },
    ];
  },
};

function dayOf(instant: string | null): string {
  return countyDayOf(instant ?? '');
}
