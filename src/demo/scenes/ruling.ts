import { act, awaitTask, expect, isIn, receivedBy, register, type Scene } from './scene.ts';

const WRONG = '330523-O38';
const RIGHT = '330523-O16';
const MATTER = '重点项目投资入库进度归集';
const NEXT = '重点项目投资入库进度归集（二期）';

/** 退回与裁定: signed by the leader, ruled by the task force; the ruling routes the next similar matter. */
export const ruling: Scene = {
  name: 'ruling',
  title: {
    zh: '退回与裁定：分管领导签批，专班裁定，下一件照此派单',
    en: 'A return and its ruling, which routes the next similar task',
  },
  matters: [MATTER, NEXT],
  async play(cast) {
    const { id, number } = await receivedBy(cast, WRONG, { title: MATTER });
    await act(cast.at(`${WRONG}/A`), id, 'return', {
      reasonCode: 'notOurDuty',
      dutyBasis: '项目入库由发改部门牵头，统计部门只负责投资数据核定',
      proposedUnit: RIGHT,
    });
    await awaitTask(cast.taskForce, id, isIn('open.returning.atLeader'));
    await act(cast.at(`${WRONG}/L`), id, 'endorse', {});
    const waiting = await awaitTask(cast.taskForce, id, isIn('open.returned'));
    expect(
      waiting.owner.seat === `${WRONG}/A`,
      'the first receiver accountable until the ruling',
      waiting.owner,
    );
    await act(cast.taskForce, id, 'assign', { unit: RIGHT, note: '项目入库归口发改' });
    const ruled = await awaitTask(cast.taskForce, id, isIn('open.dispatched'));
    expect(ruled.unit?.code === RIGHT, `the unit ${RIGHT}`, ruled.unit);
    const { id: nextId } = await register(cast, { title: NEXT, limit: { workingDays: 10 } });
    const next = await awaitTask(cast.taskForce, nextId, isIn('open.dispatched'));
    const because = next.context['because'] as { readonly step: string; readonly sentence: { zh: string } };
    expect(because.step === 'precedent', 'a task routed by precedent', because);
    return [
      {
        zh: `${number} 由${waiting.unit?.name ?? ''}退回（职责不符，分管领导签批），裁定前仍由其数字专员负责；专班裁定归${ruled.unit?.name ?? ''}。`,
        en: `${number} was returned, signed by the unit's leader; its first receiver answered for it until the task force ruled.`,
      },
      { zh: `${next.number}：${because.sentence.zh}`, en: `${next.number} was routed by that precedent.` },
    ];
  },
};
