import { describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { z } from 'zod';
import { Problem } from '../../../src/platform/wording/problem.ts';
import { rowFilterOf } from '../../../src/tasks/lists/read-filter.ts';
import type { ReadScope } from '../../../src/tasks/lists/read-scope.ts';
import { type TaskFilter, taskFilterFields } from '../../../src/tasks/lists/task-filter.ts';
import { viewAt } from '../../../src/tasks/view/task-view.ts';
import { sourcesAt } from '../task-rows.ts';

const bounds = { overdueBefore: '2026-11-22T08:00:00.000Z', yellowBefore: '2026-11-25T16:00:00.000Z' };
const NOW = '2026-11-22T08:00:00.000Z';
// Asked of nothing: filters are looked up in the directory and the workflows alone.
const sources = {
  ...sourcesAt(new Pool(), NOW),
  categories: new Set(['教育文体/教育收费', '城乡建设/犬类管理']),
};
const view = { ...viewAt(sources, NOW), bounds };
const everything: ReadScope = { kind: 'everything' };
/** Without the kinds, which have their own test. */
function rows(filter: TaskFilter) {
  const { workflows: _kinds, ...asked } = rowFilterOf(filter, view, everything);
  return asked;
}
const kindsOf = (filter: TaskFilter, scope: ReadScope = everything) =>
  rowFilterOf(filter, view, scope).workflows;
function refusalOf(filter: TaskFilter) {
  try {
    rowFilterOf(filter, view, everything);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

describe('a filter', () => {
  it('asks nothing of the rows where nothing is asked', () => {
    expect(rows({})).toEqual({});
  });

  it('asks for a light of open tasks by the bounds of the moment, beside a due range', () => {
    expect(rows({ light: 'red' })).toEqual({ open: true, light: { is: 'red', ...bounds } });
    expect(rows({ light: 'green', dueFrom: '2026-11-01' })).toMatchObject({
      light: { is: 'green', ...bounds },
      due: { from: '2026-10-31T16:00:00.000Z' },
    });
  });

  it('includes the whole last county day, and the very instant', () => {
    expect(rows({ dueTo: '2026-11-30' }).due?.before).toBe('2026-11-30T16:00:00.000Z');
    expect(rows({ dueTo: '2026-11-30T17:30:00+08:00' }).due?.before).toBe('2026-11-30T09:30:00.001Z');
    expect(rows({ dueFrom: '2026-11-30T17:30:00+08:00' }).due?.from).toBe('2026-11-30T09:30:00.000Z');
  });

  it('counts characters as readers do when it refuses texts too short to search', () => {
    for (const text of ['犬', ' 犬 ', '𠮷']) {
      expect(() => rows({ text })).toThrow(expect.objectContaining({ code: 'query-invalid' }));
    }
    expect(rows({ text: '𠮷犬' })).toEqual({ words: [{ folded: '𠮷犬' }] });
    expect(rows({ text: '7' })).toEqual({ words: [{ folded: '7', count: 7 }] });
  });

  it('refuses a light of closed tasks, which have none', () => {
    expect(() => rows({ light: 'red', status: 'closed' })).toThrow(
      expect.objectContaining({ code: 'query-invalid' }),
    );
  });

  it('tells open, closed and both apart', () => {
    expect(rows({ status: 'open' })).toEqual({ open: true });
    expect(rows({ status: 'closed' })).toEqual({ open: false });
  });
});

describe('what a filter names', () => {
  it.each<[TaskFilter, object]>([
    [{ unit: '330523-O1' }, { units: ['330523-O1'] }],
    [{ unit: '县教育局' }, { units: ['330523-O1'] }],
    [{ unit: '教育局' }, { units: ['330523-O1'] }],
    [{ unit: ' 梅 溪 ' }, { units: ['330523-T1'] }],
    [{ seat: '330523-o1/a' }, { seat: '330523-O1/A' }],
    [{ seat: '３３０５２３－Ｏ１／Ａ' }, { seat: '330523-O1/A' }],
    [{ state: '待审核' }, { states: ['open.claimed'] }],
    [{ state: 'open.claimed' }, { states: ['open.claimed'] }],
    [{ state: 'Dispatched' }, { states: ['open.dispatched'] }],
    [{ urgency: '紧急' }, { urgency: 'urgent' }],
    [{ urgency: '特急' }, { urgency: 'urgent' }],
    [{ urgency: '一般' }, { urgency: 'normal' }],
    [{ category: '教育文体' }, { category: '教育文体' }],
    [{ category: '教育文体 / 教育收费/' }, { category: '教育文体/教育收费' }],
    [{ received: 'false' }, { received: false }],
    [{ late: 'true' }, { late: { is: true, now: NOW } }],
    [
      { createdFrom: '2026-11-01', createdTo: '2026-11-01' },
      { created: { from: '2026-10-31T16:00:00.000Z', before: '2026-11-01T16:00:00.000Z' } },
    ],
    [{ closedTo: '2026-11-01' }, { closed: { before: '2026-11-01T16:00:00.000Z' } }],
  ])('is looked up: %j', (filter, asked) => {
    expect(rows(filter)).toEqual(asked);
  });

  it.each<[TaskFilter, string, string]>([
    [{ unit: '县水利局' }, 'unit', '没有这个单位'],
    [{ unit: '330523-O99' }, 'unit', '没有这个单位'],
    [{ unit: '县教育' }, 'unit', '县教育局'],
    [{ seat: '330523-O1/Z' }, 'seat', '330523-O1/A'],
    [{ seat: '张三' }, 'seat', '没有这个岗位'],
    [{ state: '办理中了' }, 'state', '办理中'],
    [{ state: 'ope' }, 'state', '待签收'],
    [{ urgency: '不急' }, 'urgency', '紧急（urgent）'],
    [{ category: '教育收费' }, 'category', '教育文体/教育收费'],
    [{ person: '任某某' }, 'person', '没有这个人'],
    [{ kind: '督导单' }, 'kind', '督办单（supervision-notice）'],
    [{ workflow: 'reform' }, 'workflow', '改革任务（reform-task）'],
    [{ text: '（）——' }, 'text', '至少要有 2 个字'],
    [{ text: '一 二 三 四 五 六 七 八 九' }, 'text', '至多 8 个词'],
    [{ createdFrom: '2026-11-02', createdTo: '2026-11-01' }, 'createdFrom', '不会有任何任务'],
    [{ light: 'none' }, 'light', '没有这种灯色'],
  ])('is refused with what there is: %j', (filter, parameter, said) => {
    const { code, detail, extras } = refusalOf(filter);
    expect({ code, parameter: extras['parameter'] }).toEqual({ code: 'query-invalid', parameter });
    expect(detail.zh).toContain(said);
    expect(detail.en).toMatch(/^Filter /);
  });

  it('is registered tasks where no kind is named, and parts where the question is about them', () => {
    const section: ReadScope = { kind: 'some', units: [], seats: ['330523-O1-S1/H'] };
    const main = ['reform-task', 'bench-lifecycle'];
    expect(kindsOf({})).toEqual(main);
    expect(kindsOf({ unit: '县教育局', text: '犬管' })).toEqual(main);
    expect(kindsOf({ kind: 'all' })).toBeUndefined();
    expect(kindsOf({ kind: '督办单' })).toEqual(['supervision-notice']);
    expect(kindsOf({ workflow: 'section-assignment' })).toEqual(['section-assignment']);
    expect(kindsOf({ parent: '0190f1c2-7a11-7000-8000-000000000001' })).toBeUndefined();
    expect(kindsOf({ seat: '330523-O1-S1/H' })).toBeUndefined();
    expect(kindsOf({ text: '2026-F000012' })).toBeUndefined();
    expect(kindsOf({}, section)).toBeUndefined();
  });

  it('is a person by name or id, with the seats of now and the times of before', () => {
    const { answered } = rows({ person: '任330523-O1/A' });
    expect(answered?.now).toContain('330523-O1/A');
    expect(answered?.spans.map(({ seat }) => seat)).toContain('330523-O1/A');
    expect(rows({ person: 'p-O1-A' }).answered).toEqual(answered);
  });
});

describe('query parameters', () => {
  const schema = z.strictObject(taskFilterFields);

  it('refuse what no filter can mean', () => {
    const wrong = [
      { dueFrom: '2026-02-30' },
      { dueTo: 'tomorrow' },
      { dueTo: '2026-11-30T17:30:00' },
      { parent: '1' },
      { unit: '' },
      { unit: ['a', 'b'] },
      { text: 'a\0b' },
      { colour: 'red' },
    ];
    for (const query of wrong) expect(schema.safeParse(query).success).toBe(false);
  });
});
