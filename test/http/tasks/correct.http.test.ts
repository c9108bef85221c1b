import { describe, expect, it } from '@jest/globals';
import { startFill } from '../../../src/engine/fill.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { COMMISSIONER, countyOfSuite, LEADER, SUPERVISOR, TASK_FORCE } from '../stage/supervised-county.ts';

const county = countyOfSuite();

interface Line {
  readonly type: string;
  readonly told?: { readonly zh: string; readonly en: string };
}

async function timelineOf(id: string): Promise<readonly Line[]> {
  const { body } = await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}/timeline`);
  return (body as { readonly items: readonly Line[] }).items;
}

async function fullOf(id: string) {
  const { body } = await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`);
  return body as {
    readonly title: string;
    readonly dueAt: string;
    readonly children: readonly string[];
  };
}

function thrown(error: unknown): void {
  throw error;
}

const reason = { reason: '录入有误' };

describe('更正 over HTTP', () => {
  it('moves title, search and due date, tells from what to what, and the proof holds', async () => {
    const id = await county.worked('校园食棠');
    const before = await fullOf(id);
    const title = '校园食堂明厨亮灶';
    const answer = await county.send(TASK_FORCE, id, 'correct', {
      title,
      limit: { date: '2027-03-02' },
      ...reason,
    });
    expect(answer.status).toBe(200);
    const after = await fullOf(id);
    expect(after.title).toBe(title);
    expect([before.dueAt, after.dueAt]).toEqual([before.dueAt, shanghai('2027-03-02 17:30')]);
    const told = (await timelineOf(id)).find(({ type }) => type === 'correct')?.told;
    expect(told?.zh).toMatch(
      /任务名称由“校园食棠.*”改为“校园食堂明厨亮灶”；完成时限由\d+ 个工作日改为2027-03-02；验收标准由“1 校园食棠”改为“1 校园食堂明厨亮灶”。理由：“录入有误”/,
    );
    expect(told?.en).toMatch(
      /^Changed title from “.*” to “.*”; limit from \d+ working days to 2027-03-02; acceptance criteria from “1 校园食棠” to “1 校园食堂明厨亮灶”\. Reason: “录入有误”$/,
    );
    const found = await county.open
      .as(TASK_FORCE)
      .get(`/api/v1/tasks?text=${encodeURIComponent('明厨亮灶')}`);
    expect(JSON.stringify(found.body)).toContain(id);
    expect((await fullOf(after.children[0] ?? '')).dueAt).toBe(after.dueAt);
    expect(await county.refuted()).toEqual([]);
  });

  it('is found by what is registered now, not by what was corrected, also once logs are read again', async () => {
    const { pool, engine } = county.open;
    const given = { goal: '旧目标甲乙', criteria: [{ id: '1', text: '旧标准丙丁' }], leadUnit: '县教育局' };
    const id = await county.submitted('旧名称戊己', given);
    await county.send(COMMISSIONER, id, 'receive');
    await county.send(COMMISSIONER, id, 'report', { text: '进展庚辛' });
    const changes = { title: '新名称壬癸', goal: '新目标子丑', criteria: [{ id: '1', text: '新标准寅卯' }] };
    expect((await county.send(TASK_FORCE, id, 'correct', { ...changes, ...reason })).status).toBe(200);
    const foundBy = async (words: string) => {
      const { body } = await county.open
        .as(TASK_FORCE)
        .get(`/api/v1/tasks?text=${encodeURIComponent(words)}`);
      return (body as { items: readonly { id: string }[] }).items.some((item) => item.id === id);
    };
    const all = [
      '旧名称戊己',
      '旧目标甲乙',
      '旧标准丙丁',
      '新名称壬癸',
      '新目标子丑',
      '新标准寅卯',
      '进展庚辛',
    ];
    const found = [false, false, false, true, true, true, true];
    expect(await Promise.all(all.map(foundBy))).toEqual(found);
    // A second correction takes the place of the first.
    await county.send(TASK_FORCE, id, 'correct', { goal: '再改目标', ...reason });
    expect(await Promise.all(['新目标子丑', '再改目标', '新名称壬癸'].map(foundBy))).toEqual([
      false,
      true,
      true,
    ]);
    const rows = 'SELECT * FROM task_search ORDER BY task_id, revision';
    const before = await pool.query(rows);
    await pool.query('DELETE FROM task_search');
    await pool.query(
      `INSERT INTO task_fill (after, last) SELECT '00000000-0000-0000-0000-000000000000', max(id::text)::uuid FROM task`,
    );
    await startFill(pool, engine.registry, { batch: 3, pauseMs: 1, onError: thrown }).done;
    expect((await pool.query(rows)).rows).toEqual(before.rows);
  });

  it('that names the lead unit among those that help is taken, and said', async () => {
    const id = await county.submitted('配合即牵头');
    const answer = await county.send(TASK_FORCE, id, 'correct', {
      coUnits: ['教育局', '县体育局'],
      ...reason,
    });
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { warnings: [{ pointer: '/coUnits/0', code: 'co-unit-leads' }] },
    ]);
    const input = {
      title: '配合即牵头二',
      leadUnit: '县教育局',
      coUnits: ['330523-O1'],
      limit: { workingDays: 5 },
    };
    const planned = await county.open
      .as(TASK_FORCE)
      .post('/api/v1/tasks?dryRun=true', { workflow: 'reform-task', input });
    expect(planned.body).toMatchObject({ warnings: [{ code: 'co-unit-leads' }] });
  });

  it('of the goal takes criteria along that nobody wrote, and leaves those that somebody did', async () => {
    const criteriaOf = async (id: string) => {
      const { body } = await county.open.as(TASK_FORCE).get(`/api/v1/tasks/${id}`);
      return (body as { context: { criteria: readonly { text: string }[] } }).context.criteria.map(
        ({ text }) => text,
      );
    };
    const own = await county.submitted('无标准', { goal: '原目标', leadUnit: '县教育局' });
    await county.send(TASK_FORCE, own, 'correct', { goal: '改后目标', ...reason });
    expect(await criteriaOf(own)).toEqual(['改后目标']);
    await county.send(TASK_FORCE, own, 'correct', { goal: null, title: '改后名称', ...reason });
    expect(await criteriaOf(own)).toEqual(['改后名称']);
    const criteria = [{ id: '1', text: '自拟标准' }];
    const written = await county.submitted('有标准', { goal: '原目标', criteria, leadUnit: '县教育局' });
    await county.send(TASK_FORCE, written, 'correct', { goal: '改后目标', ...reason });
    expect(await criteriaOf(written)).toEqual(['自拟标准']);
    // What was claimed by them stays as it was.
    await county.send(COMMISSIONER, own, 'receive');
    await county.send(COMMISSIONER, own, 'claimDone', { evidence: [{ criterion: '1', text: '见附件' }] });
    expect((await county.send(TASK_FORCE, own, 'correct', { title: '审核中更名', ...reason })).status).toBe(
      200,
    );
    expect(await criteriaOf(own)).toEqual(['改后名称']);
    expect(await county.refuted()).toEqual([]);
  });

  it('of an urgency or a limit of one day says them as people do', async () => {
    const id = await county.submitted('紧急');
    await county.send(TASK_FORCE, id, 'correct', {
      urgency: 'urgent',
      limit: { workingDays: 1 },
      ...reason,
    });
    const told = (await timelineOf(id)).find(({ type }) => type === 'correct')?.told;
    expect(told?.zh).toBe('完成时限由15 个工作日改为1 个工作日；紧急程度由普通改为紧急。理由：“录入有误”');
    expect(told?.en).toBe(
      'Changed limit from 15 working days to 1 working day; urgency from Normal to Urgent. Reason: “录入有误”',
    );
  });

  it.each<[string, object, number]>([
    ['nothing that differs', {}, 409],
    ['no reason', { title: '另一名称', reason: undefined }, 422],
    ['a date that has passed', { limit: { date: '2020-01-02' } }, 422],
    ['a category that there is not', { category: '月球/基地' }, 422],
    ['co-units that repeat', { coUnits: ['县体育局', '体育局'] }, 422],
    [
      'criteria that repeat',
      {
        criteria: [
          { id: '1', text: 'a' },
          { id: '1', text: 'b' },
        ],
      },
      422,
    ],
  ])('is refused with %s, and changes nothing', async (_, data, status) => {
    const id = await county.worked('不予更正');
    const before = (await county.open.deps.engine.read(id))?.revision;
    const answer = await county.send(TASK_FORCE, id, 'correct', { ...reason, ...data });
    expect(answer.status).toBe(status);
    expect((await county.open.deps.engine.read(id))?.revision).toBe(before);
  });

  it('of a limit that would have run out is refused, unless it is said why', async () => {
    const id = await county.worked('迟来的更正');
    await county.desk.until(shanghai('2026-12-20 09:00'));
    const short = { limit: { workingDays: 2 }, ...reason };
    const refused = await county.send(TASK_FORCE, id, 'correct', short);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ detail: expect.stringContaining('已经过去') });
    const meant = { ...short, acceptPastDate: '原定期限即如此' };
    expect((await county.send(TASK_FORCE, id, 'correct', meant)).status).toBe(200);
    expect((await fullOf(id)).dueAt < shanghai('2026-12-20 09:00')).toBe(true);
    expect(await county.refuted()).toEqual([]);
  });

  it('that adds what was not there, or a default, leaves the same tag at every door', async () => {
    const id = await county.worked('补填之件');
    await county.send(TASK_FORCE, id, 'correct', { goal: '补填目标', source: '专班交办', ...reason });
    const { body } = await county.open.as(TASK_FORCE).post('/api/v1/tasks', {
      workflow: 'reform-task',
      input: { title: '未填时限', goal: '目标', source: '专班交办' },
    });
    for (const one of [id, (body as { readonly id: string }).id]) {
      const tags = [];
      for (const door of [county.open, county.other]) {
        tags.push((await door.as(TASK_FORCE).get(`/api/v1/tasks/${one}`)).headers.get('etag'));
      }
      expect(tags[0]).toBe(tags[1]);
    }
  });

  it('is the task force’s alone', async () => {
    const id = await county.worked('非专班更正');
    for (const seat of [COMMISSIONER, LEADER, SUPERVISOR]) {
      expect((await county.send(seat, id, 'correct', { title: '改名', ...reason })).status).toBe(403);
    }
  });
});

/** What the commissioner's inbox says of a request for a task that came to nothing. */
async function unmetAt(id: string) {
  const { body } = await county.open.as(COMMISSIONER).get('/api/v1/inbox?limit=100');
  const { items } = body as {
    readonly items: readonly { readonly id: string; readonly record: { readonly unmetRequest: unknown } }[];
  };
  return items.find((item) => item.id === id)?.record.unmetRequest;
}

describe('a request that comes to nothing', () => {
  const extension = { reason: '接口未开放', progress: '八成', until: '2027-01-20' };

  it('is told to whoever asked, in their inbox, until they have gone on', async () => {
    const id = await county.worked('未获同意');
    await county.send(COMMISSIONER, id, 'requestExtension', extension);
    expect(await unmetAt(id)).toBeNull();
    await county.send(LEADER, id, 'decline', { reason: '按期完成' });
    expect(await unmetAt(id)).toMatchObject({
      kind: 'extension',
      as: 'declined',
      told: { zh: expect.stringMatching(/延期申请单位分管领导未同意.*按期完成.*重新申请/) },
    });
    await county.send(COMMISSIONER, id, 'report', { text: '继续办理' });
    expect(await unmetAt(id)).toBeNull();
  });

  it('also where nobody decided in time', async () => {
    const id = await county.worked('逾期未决');
    await county.send(COMMISSIONER, id, 'requestExtension', extension);
    await county.desk.until(shanghai('2026-12-30 09:00'));
    expect(await unmetAt(id)).toMatchObject({
      as: 'lapsed',
      told: { zh: expect.stringContaining('已自动失效') },
    });
    const lapse = (await timelineOf(id)).find(({ type }) => type.includes('decisionLimit'));
    expect(lapse).toBeDefined();
  });
});
