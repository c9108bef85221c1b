import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DemoReport } from '../../../src/demo/report.ts';
import { isStaged } from '../../../src/demo/scenes/all-scenes.ts';
import { type Program, startProgram } from '../../support/program.ts';

describe('the demonstration', () => {
  let program: Program;
  let report: DemoReport;

  beforeAll(async () => {
    program = startProgram('src/main/demo', { args: ['--json'] });
    const { code } = await program.ended;
    const last = program.output().trim().split('\n').at(-1) ?? '';
    expect({ code, last }).toEqual({ code: 0, last: expect.stringMatching(/^\{/) });
    report = JSON.parse(last) as DemoReport;
  });
  afterAll(() => program.dispose());

  it('imports the ledger and names the three rows that it does not take, with column and value', () => {
    expect(report.imported).toEqual({ rows: 32, accepted: 29, refused: 3 });
    expect(report.refused.map(({ row }) => row)).toEqual([30, 32, 33]);
    expect(report.refused[2]?.errors[0]).toMatchObject({
      column: '牵头单位',
      value: '县教育局;县市场监管局',
    });
  });

  it('leaves in triage what names no unit, and says why', () => {
    expect(report.triage.map(({ title }) => title).toSorted()).toEqual(['跨部门执法协同']);
    expect(report.triage.every(({ why }) => why.length > 10)).toBe(true);
  });

  it('routes by category where no unit is named', () => {
    const units = report.units.map(({ unit }) => unit);
    expect(units).toEqual(expect.arrayContaining(['县交通运输局', '县教育局', '县卫生健康局']));
  });

  it('strikes off everything but what is late on purpose', () => {
    const open = report.units.reduce((sum, unit) => sum + unit.open, 0);
    const lateMain = report.overdue.filter((task) => task.workflow === 'reform-task' && !isStaged(task));
    expect(open - report.stagedOpen).toBe(lateMain.length);
    expect(lateMain.length).toBeGreaterThanOrEqual(3);
    expect(report.sentBack.length).toBe(2);
  });

  it('shows the supervisor each late task with days late, who holds it and why', () => {
    const reasons = report.overdue.map(({ reason }) => reason.zh).join('\n');
    expect(reasons).toMatch(/未签收/);
    expect(reasons).toMatch(/科室未办结/);
    expect(reasons).toMatch(/待专班审核/);
    expect(report.overdue.every(({ daysLate, owner }) => daysLate >= 0 && owner.person.name !== '')).toBe(
      true,
    );
  });

  it('tells one task from registration to strike-off', () => {
    const main = report.timeline.filter(({ task }) => task.workflow === 'reform-task');
    expect(main.map(({ revision }) => revision)).toEqual(main.map((_, n) => n + 1));
    expect(main[0]?.title.zh).toBe('立项');
    expect(main.at(-1)?.title.zh).toBe('销号');
    expect(main.map(({ title }) => title.zh)).toContain('退办');
  });

  it('shows people and clocks: leave, handover, ruling, extensions, parking and the ladder', () => {
    expect(report.scenes.map(({ name }) => name)).toEqual([
      'leave',
      'handover',
      'ruling',
      'extension',
      'parking',
      'ladder',
    ]);
    expect(report.scenes.every(({ lines }) => lines.length > 0)).toBe(true);
  });
});
