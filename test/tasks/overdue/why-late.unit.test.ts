import { describe, expect, it } from '@jest/globals';
import { type LateFacts, whyLate } from '../../../src/tasks/overdue/why-late.ts';
import { readingsOf } from '../../../src/vocabulary/readings.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { partOf, rememberedContext } from '../remembered-context.ts';

const facts: LateFacts = {
  state: 'open.working',
  stateTitle: { zh: '办理中', en: 'Working' },
  inState: { zh: '3 个工作日', en: '3 working days' },
  lateAtDispatch: false,
};
const said = (change: Partial<LateFacts>, remembered = rememberedContext()) =>
  whyLate(reformTask, { ...facts, ...change }, readingsOf(reformTask).late?.facts(remembered)).zh;
const withSections = (...statuses: Parameters<typeof partOf>[0][]) =>
  said({}, rememberedContext({ sections: statuses.map((status) => partOf(status)) }));

describe('why a task is late', () => {
  it('names what is waited for in each state', () => {
    expect(said({ state: 'open.dispatched' })).toBe('交办后 3 个工作日未签收');
    expect(said({})).toBe('签收后办理 3 个工作日，未办结');
    expect(said({ state: 'open.claimed' })).toBe('办结申请待专班审核 3 个工作日');
    expect(said({ state: 'open.returned' })).toBe('单位已退回，待专班裁定 3 个工作日');
  });

  it('points to the sections while any of them is at work', () => {
    expect(withSections('finished', 'received')).toBe('分办后科室未办结：2 项分办中 1 项未办结');
    expect(withSections('dispatched', 'received', 'waived')).toBe(
      '分办后科室未办结：3 项分办中 2 项未办结，其中 1 项未签收',
    );
  });

  it('points to the commissioner once the sections have finished', () => {
    expect(withSections('finished', 'returned')).toBe('科室均已办结，数字专员未申请办结');
  });

  it('tells a task that was sent back from one never claimed', () => {
    expect(said({}, rememberedContext({ sentBack: { rounds: 2, items: [] } }))).toBe(
      '第 2 次退办后整改 3 个工作日，未再申请办结',
    );
  });

  it('says no time where none has passed, and that a date had gone by before anybody had the task', () => {
    expect(said({ state: 'open.dispatched', inState: undefined })).toBe('刚交办，尚未签收');
    expect(said({ state: 'open.dispatched', inState: undefined, lateAtDispatch: true })).toBe(
      '交办时已过期限；刚交办，尚未签收',
    );
    expect(said({ inState: undefined })).toBe('刚签收，尚未办结');
  });

  it('names the state of workflows it knows nothing of', () => {
    expect(
      whyLate(
        undefined,
        { ...facts, state: 'waiting', stateTitle: { zh: '候办', en: 'Waiting' } },
        undefined,
      ),
    ).toEqual({
      zh: '处于“候办”环节 3 个工作日',
      en: 'In the state "Waiting" for 3 working days',
    });
  });
});
