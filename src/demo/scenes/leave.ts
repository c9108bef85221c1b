import { act, awaitTask, commissionerOf, expect, isIn, register, type Scene } from './scene.ts';

const UNIT = '330523-O28';
const MATTER = '小水库安全巡查掌上登记';
const DAY_MS = 86_400_000;

/** 请假代理: the commissioner is away, the deputy acts, and the seat keeps the task. */
export const leave: Scene = {
  name: 'leave',
  title: { zh: '请假：B 角代理，责任不转移', en: 'On leave: the deputy acts, ownership does not move' },
  matters: [MATTER],
  async play(cast) {
    const commissioner = cast.at(`${UNIT}/A`);
    const holder = await commissionerOf(commissioner, UNIT);
    const from = new Date();
    const until = new Date(from.getTime() + 2 * DAY_MS);
    const operation = {
      op: 'addAbsence',
      person: holder.id,
      from: from.toISOString(),
      until: until.toISOString(),
      reason: '参加省级培训',
    };
    await commissioner.post('/api/v1/directory/changes', { reason: '请假', operations: [operation] });
    const { id } = await register(cast, { title: MATTER, leadUnit: UNIT, limit: { workingDays: 10 } });
    const deputy = cast.at(`${UNIT}/B`);
    const task = await awaitTask(cast.taskForce, id, isIn('open.dispatched'));
    expect(task.owner.seat === `${UNIT}/A`, `the seat ${UNIT}/A`, task.owner);
    expect(task.owner.onBehalfOf?.name === holder.name, `a deputy for ${holder.name}`, task.owner);
    await act(deputy, id, 'receive');
    const acting = task.owner.person.name;
    return [
      {
        zh: `${holder.name}请假两天；${task.number} 仍在 ${UNIT}/A，由${acting}代理，两人都记名。`,
        en: `${holder.name} is away for two days; ${task.number} stays at ${UNIT}/A, ${acting} acts, both are named.`,
      },
      { zh: `${acting}代${holder.name}签收。`, en: `${acting} receives it for ${holder.name}.` },
    ];
  },
};
