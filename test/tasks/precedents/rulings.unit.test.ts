import { describe, expect, it } from '@jest/globals';
import { precedentOf, type Settled } from '../../../src/tasks/precedents/rulings.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';

const assigned: Settled = {
  number: '2026-000012',
  at: '2026-03-03T01:00:00.000Z',
  revision: 4,
  type: 'assign',
  state: 'assigning',
  owner: '330523-TF/A',
  data: { unit: '330523-O2' },
  matter: { title: '犬类管理一件事', category: '城乡建设/犬类管理' },
};

describe('a decision by hand', () => {
  it('out of triage is an assignment to the unit it names', () => {
    expect(precedentOf(reformTask, assigned)).toEqual({
      id: '2026-000012/4',
      kind: 'assignment',
      unit: '330523-O2',
      title: '犬类管理一件事',
      category: '城乡建设/犬类管理',
      at: '2026-03-03T01:00:00.000Z',
    });
  });

  it('on a return is a ruling, also where it upholds the first dispatch', () => {
    expect(precedentOf(reformTask, { ...assigned, state: 'open.ruling' })).toMatchObject({
      kind: 'ruling',
      unit: '330523-O2',
    });
    const upheld = { ...assigned, type: 'uphold', state: 'resuming', owner: '330523-O1/A', data: {} };
    expect(precedentOf(reformTask, upheld)).toMatchObject({ kind: 'ruling', unit: '330523-O1' });
  });

  it('that accepts what a unit has done teaches whose such matters are', () => {
    const passed = { ...assigned, type: 'pass', state: 'passed', owner: '330523-O1/A', data: { note: '好' } };
    expect(precedentOf(reformTask, passed)).toMatchObject({ kind: 'accepted', unit: '330523-O1' });
  });

  it('that is on no matter, or names no unit, sets no precedent', () => {
    expect(precedentOf(reformTask, { ...assigned, matter: null })).toBeUndefined();
    expect(precedentOf(reformTask, { ...assigned, data: {} })).toBeUndefined();
  });

  it('in a workflow that declares nothing of the kind sets no precedent, whatever its events are called', () => {
    expect(precedentOf(sectionAssignment, assigned)).toBeUndefined();
    expect(precedentOf(undefined, assigned)).toBeUndefined();
  });
});
