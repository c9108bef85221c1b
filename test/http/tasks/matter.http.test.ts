import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';

interface Note {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
  readonly nearest: readonly { readonly code: string; readonly name: string }[];
}

interface Refused {
  readonly code: string;
  readonly errors: readonly Note[];
}

interface Taken {
  readonly id: string;
  readonly warnings: readonly Note[];
}

let open: OpenDoor;
let desk: ReformDesk;

beforeAll(async () => {
  // Tuesday morning.
  open = await openDoor({ workflows, at: '2026-11-24T01:00:00.000Z' });
  desk = reformDesk(open);
});
afterAll(() => open.close());

describe('a matter that is handed in', () => {
  const matter = { title: '校园食堂明厨亮灶', leadUnit: '县教育局', limit: { workingDays: 20 } };
  const submit = (more: object, language = 'zh') =>
    open
      .as(TASK_FORCE)
      .post(
        '/api/v1/tasks',
        { workflow: 'reform-task', input: { ...matter, ...more } },
        { 'Accept-Language': language },
      );

  it.each([
    ['a due date that has passed', { limit: { date: '2025-12-31' } }, 'day-past', '/limit/date'],
    ['a due date of yesterday', { limit: { date: '2026-11-23' } }, 'day-past', '/limit/date'],
    ['a category that there is not', { category: '城乡建设/月球建设' }, 'category-unknown', '/category'],
    ['a co-unit twice', { coUnits: ['县体育局', '县体育局'] }, 'repeated', '/coUnits/1'],
    ['a co-unit by two of its names', { coUnits: ['县体育局', '体育局'] }, 'repeated', '/coUnits/1'],
    ['a keyword twice', { keywords: ['食堂', '食堂'] }, 'repeated', '/keywords/1'],
  ])('is refused with %s', async (_case, more, code, pointer) => {
    const before = await open.count('task');
    const answer = await submit(more);
    expect(await open.count('task')).toBe(before);
    const refused: Refused = answer.body;
    expect([answer.status, refused.code]).toEqual([422, 'input-invalid']);
    expect(refused.errors).toContainEqual(expect.objectContaining({ code, pointer }));
  });

  it('may have a past due date where somebody says why, and that is kept', async () => {
    const answer = await submit({ limit: { date: '2025-12-31' }, acceptPastDate: '补登去年的交办件' });
    expect(answer.status).toBe(201);
    const { id, warnings } = answer.body as Taken;
    expect(warnings.map(({ code }) => code)).toContain('day-past');
    const { context } = (await desk.read(TASK_FORCE, id)).body as { context: { matter: object } };
    expect(context.matter).toMatchObject({ acceptPastDate: '补登去年的交办件' });
  });

  it.each([
    ['a year far ahead', { limit: { date: '2099-12-31' } }, ['day-far']],
    ['a Saturday', { limit: { date: '2026-12-05' } }, ['day-off']],
    ['a co-unit on the moon', { coUnits: ['月球管理局'] }, ['unit-unknown']],
    ['a lead unit that there is not', { leadUnit: '县教育厅' }, ['unit-unknown']],
    ['nothing to look at twice', {}, []],
  ])('is taken with a warning of %s', async (_case, more, codes) => {
    const answer = await submit(more);
    expect(answer.status).toBe(201);
    expect((answer.body as Taken).warnings.map(({ code }) => code)).toEqual(codes);
  });

  it('is warned in the language of the caller, with names to choose from', async () => {
    const zh = (await submit({ coUnits: ['梅溪镇政府'] })).body as Taken;
    const en = (await submit({ coUnits: ['梅溪镇政府'] }, 'en')).body as Taken;
    expect(zh.warnings[0]?.message).toMatch(/^配合单位“梅溪镇政府”不在组织目录中.*梅溪镇（330523-T1）/);
    expect(en.warnings[0]?.message).toMatch(/^The co-organising unit "梅溪镇政府" is not in the directory/);
    expect(en.warnings[0]?.nearest).toEqual([{ code: '330523-T1', name: '梅溪镇' }]);
  });
});
