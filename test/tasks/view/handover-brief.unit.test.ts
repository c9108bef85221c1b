import { describe, expect, it } from '@jest/globals';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import type { SeatTaskRow } from '../../../src/tasks/store/select-seat-tasks.ts';
import { handoverBrief } from '../../../src/tasks/view/handover-brief.ts';
import { workflows } from '../../../workflows/index.ts';
import type { ReformTaskContext } from '../../../workflows/reform-task/context.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { smallCounty } from '../../directory/small-county.ts';
import { partOf, rememberedContext } from '../remembered-context.ts';

const SEAT = '330523-O1/A';
const ID = '0190f1c2-7a11-7000-8000-000000000001';
const at = '2026-11-23T01:30:00.000Z';

function taskOf(
  state: string,
  context: Partial<ReformTaskContext> | null,
  more: Partial<SeatTaskRow> = {},
): SeatTaskRow {
  return {
    id: ID,
    number: '2026-000007',
    workflow: 'reform-task',
    state,
    title: '课后服务一键报名',
    owner: SEAT,
    due_at: new Date('2026-12-01T09:30:00.000Z'),
    version: reformTask.version,
    value: state,
    context: context === null ? null : rememberedContext(context),
    ...more,
  };
}

const terms = { registry: createRegistry(workflows), directory: smallCounty() };

const asked = { by: 'p', onBehalfOf: null, people: [], at };
const claim = { ...asked, evidence: [] };
const returned = {
  ...asked,
  unit: '330523-O1',
  signedBy: null,
  reasonCode: 'notOurDuty',
  dutyBasis: '三定方案',
  proposedUnit: null,
  ruling: null,
} as const;

const brief = (task: SeatTaskRow) =>
  handoverBrief([SEAT], [task], [], terms).map(({ id, detail }) => [id.replace(ID, 'T'), detail] as const);

describe('the brief of a seat', () => {
  it('names each task with its state and both its limits, in county time', () => {
    const context = { receiptDueAt: '2026-11-24T09:30:00.000Z' };
    expect(handoverBrief([SEAT], [taskOf('open.dispatched', context)], [], terms)).toEqual([
      {
        id: `task:${ID}`,
        kind: 'task',
        title: '2026-000007 课后服务一键报名',
        detail: { zh: '待签收', en: 'Dispatched' },
      },
      {
        id: `clock:${ID}`,
        kind: 'clock',
        title: '2026-000007 课后服务一键报名',
        detail: {
          zh: '签收时限 2026-11-24 17:30；办理期限 2026-12-01 17:30',
          en: 'to be received by 2026-11-24 17:30; due 2026-12-01 17:30',
        },
      },
    ]);
  });

  it('says what was promised, what is asked and not answered, and who is still at work', () => {
    const context = {
      report: { at, text: '本周上线', percent: 80 },
      urges: { count: 2, lastAt: at, answered: false, nextFrom: null, answerBy: null },
      sections: [partOf('finished', '330523-O1-S1'), partOf('received', '330523-O1-S2')],
    };
    expect(brief(taskOf('open.working', context)).slice(2)).toEqual([
      [
        'promise:T',
        {
          zh: '2026-11-23 09:30 反馈（80%）：“本周上线”',
          en: 'Reported on 2026-11-23 09:30 (80%): “本周上线”',
        },
      ],
      [
        'request:T:urge',
        { zh: expect.stringContaining('已被催办 2 次'), en: expect.stringContaining('times: 2') },
      ],
      [
        'request:T:sections',
        {
          zh: '分办 2 项，未办结：县教育局业务科',
          en: 'Given to 2 sections, still at work: 县教育局业务科',
        },
      ],
    ]);
  });

  it('names a return that awaits its ruling and a claim that awaits its review', () => {
    const back = taskOf('open.returned', { returns: [returned] });
    expect(brief(back).at(-1)).toEqual([
      'ruling:T',
      expect.objectContaining({ zh: expect.stringContaining('三定方案') }),
    ]);
    const claimed = taskOf('open.claimed', { claim, returns: [returned] });
    expect(brief(claimed).at(-1)).toEqual([
      'request:T:claim',
      expect.objectContaining({ zh: expect.stringContaining('申请办结') }),
    ]);
    expect(brief(claimed).some(([id]) => id?.startsWith('ruling'))).toBe(false);
  });

  it('names what only waits for a decision of the seat', () => {
    const waiting = taskOf('open.returned', {}, { owner: '330523-O2/A' });
    expect(brief(waiting)).toEqual([
      ['ruling:T', expect.objectContaining({ zh: expect.stringContaining('待本岗决定') })],
    ]);
    const review = taskOf('open.claimed', {}, { owner: '330523-O2/A' });
    expect(brief(review)).toEqual([
      ['request:T', expect.objectContaining({ zh: expect.stringContaining('待审核') })],
    ]);
  });

  it('can do without what a workflow does not keep, and lists the systems that the leaver names', () => {
    const errand = taskOf('busy', null, { workflow: 'unknown', due_at: null });
    const systems = [{ title: '智慧校园平台', detail: '' }];
    expect(handoverBrief([SEAT], [errand], systems, terms).map(({ id }) => id)).toEqual([
      `task:${ID}`,
      'system:1',
    ]);
  });
});
