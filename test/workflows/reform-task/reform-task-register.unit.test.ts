import { describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { matter } from '../moves/reform-task-moves.ts';
import { effectNames, facetsOf, opened } from '../stage.ts';
import { contextOf, DUTY, problemOf, registered } from './reform-task-scenes.ts';

describe('立项', () => {
  it('asks for a route and answers to the duty seat until there is one', () => {
    const stage = registered();
    expect(effectNames(stage)).toEqual(['route']);
    expect(stage.effects[0]?.params).toMatchObject({
      matter: { title: matter.title, unit: '县综合执法局', category: matter.category, urgency: 'normal' },
      limit: { workingDays: 30 },
    });
    expect(facetsOf(stage)).toMatchObject({ owner: DUTY, attention: null, unit: null, dueAt: null });
  });

  it('takes the goal as criterion where none is given, and the title where there is no goal', () => {
    const { criteria: _criteria, goal, ...bare } = matter;
    expect(contextOf(opened(reformTask, { ...bare, goal })).criteria).toEqual([{ id: '1', text: goal }]);
    expect(contextOf(opened(reformTask, bare)).criteria).toEqual([{ id: '1', text: matter.title }]);
  });

  it.each([
    ['without a title', { ...matter, title: '  ' }, '/title'],
    ['with a title of 201 characters', { ...matter, title: '𠮷'.repeat(201) }, '/title'],
    ['with a character that jsonb cannot hold', { ...matter, goal: 'a\u0000b' }, '/goal'],
    ['with half a character', { ...matter, goal: 'a\ud800b' }, '/goal'],
    ['with a date that does not exist', { ...matter, limit: { date: '2026-02-30' } }, '/limit/date'],
    ['with two limits', { ...matter, limit: { date: '2026-12-30', workingDays: 3 } }, '/limit'],
    [
      'with two criteria of one id',
      {
        ...matter,
        criteria: [
          { id: '1', text: '甲' },
          { id: '1', text: '乙' },
        ],
      },
      '/criteria',
    ],
    ['with an unknown urgency', { ...matter, urgency: '特急' }, '/urgency'],
    ['with a field nobody declared', { ...matter, owner: '330523-O40/A' }, '/owner'],
  ])('is refused %s', (_case, input, pointer) => {
    const problem = problemOf(() => opened(reformTask, input));
    expect(problem.code).toBe('input-invalid');
    expect(problem.extras['errors']).toContainEqual(expect.objectContaining({ pointer }));
  });

  it('has a limit: one that is left out is taken at the door', () => {
    expect(reformTask.input.safeParse({ ...matter, limit: undefined }).success).toBe(true);
    expect(() => opened(reformTask, { ...matter, limit: undefined })).toThrow(/expected the default/);
  });

  it('counts characters as readers do', () => {
    expect(contextOf(opened(reformTask, { ...matter, title: '𠮷'.repeat(200) })).matter.title).toHaveLength(
      400,
    );
  });
});
