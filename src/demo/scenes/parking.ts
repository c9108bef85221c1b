import { act, awaitTask, expect, isIn, receivedBy, type Scene } from './scene.ts';

const UNIT = '330523-O36';
const MATTER = '审计整改销号管理上线';
const CONDITION = '省厅下发统一平台接口规范';
const DAY_MS = 86_400_000;

/** 挂账: the clock stops, with a wake-up condition and a date on which it is looked at again. */
export const parking: Scene = {
  name: 'parking',
  title: { zh: '挂账：停表等待上级，到期复核', en: 'Parked: the clock stops until a condition comes true' },
  matters: [MATTER],
  async play(cast) {
    const before = await receivedBy(cast, UNIT, { title: MATTER });
    const reviewOn = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
    await act(cast.at(`${UNIT}/A`), before.id, 'requestParking', {
      kind: 'upwardWait',
      reason: '省审计厅统一平台尚未下发',
      conditions: [{ id: '1', text: CONDITION }],
      reviewOn,
    });
    await awaitTask(cast.taskForce, before.id, isIn('open.working.parking.atLeader'));
    await act(cast.at(`${UNIT}/L`), before.id, 'endorse', {});
    await awaitTask(cast.taskForce, before.id, isIn('open.working.parking.atTaskForce'));
    await act(cast.taskForce, before.id, 'grant', {});
    const parked = await awaitTask(cast.taskForce, before.id, isIn('parked'));
    expect(parked.dueAt === null, 'no due date while parked', parked.dueAt);
    return [
      {
        zh: `${before.number} 挂账：等待“${CONDITION}”，停表，${reviewOn} 复核；责任人仍是${parked.owner.person.name}。`,
        en: `${before.number} is parked until its condition comes true, to be looked at on ${reviewOn}; ${parked.owner.person.name} still answers.`,
      },
    ];
  },
};
