import { commissionerOf, expect, read, receivedBy, type Scene } from './scene.ts';

const UNIT = '330523-O31';
const MATTER = '社区商业网点一张图';
const NEWCOMER = { id: 'p-demo-newcomer', name: '沈知远' };

interface HandoverAnswer {
  readonly id: string;
  readonly items: number;
}

/** 交接: the seat changes its holder in mid-task; no task changes state. */
export const handover: Scene = {
  name: 'handover',
  title: {
    zh: '交接：岗位换人，任务不变',
    en: 'Handover in mid-task: the seat changes its holder, no task changes',
  },
  matters: [MATTER],
  async play(cast) {
    const [leaver, leader] = [cast.at(`${UNIT}/A`), cast.at(`${UNIT}/L`)];
    const before = await receivedBy(cast, UNIT, { title: MATTER });
    const holder = await commissionerOf(leaver, UNIT);
    const person = { op: 'addPerson', person: NEWCOMER.id, name: NEWCOMER.name };
    await cast.admin.post('/api/v1/directory/changes', { reason: '新任数字专员', operations: [person] });
    const systems = [{ title: '社区商业网点数据库', detail: '账号在科室保密柜' }];
    const opening = { seat: `${UNIT}/A`, newcomer: NEWCOMER.id, systems };
    const { body: opened } = await leaver.post<HandoverAnswer>('/api/v1/handovers', opening);
    const path = `/api/v1/handovers/${opened.id}`;
    const { body: brief } = await leaver.post<HandoverAnswer>(`${path}/sign`, {});
    // The newcomer has no seat, and so no key, until the handover is confirmed: the leader signs as witness.
    await leader.post(`${path}/sign`, { items: 'all' });
    await leader.post(`${path}/confirm`, {});
    const after = await read(cast.taskForce, before.id);
    expect(after.revision === before.revision, `revision ${before.revision} as before`, after.revision);
    expect(after.owner.person.name === NEWCOMER.name, NEWCOMER.name, after.owner);
    return [
      {
        zh: `${holder.name}移交${UNIT}/A：清单 ${brief.items} 项，${NEWCOMER.name}签收，分管领导确认。`,
        en: `${holder.name} hands ${UNIT}/A over: a brief of ${brief.items} items, signed for ${NEWCOMER.name}, confirmed by the leader.`,
      },
      {
        zh: `${after.number} 仍是“${after.state.zh}”第 ${after.revision} 版，责任人由${holder.name}变为${NEWCOMER.name}。`,
        en: `${after.number} still is "${after.state.zh}" at revision ${after.revision}; the person is ${NEWCOMER.name} now.`,
      },
    ];
  },
};
