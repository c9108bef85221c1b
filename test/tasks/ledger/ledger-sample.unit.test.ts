import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readLedger } from '../../../src/tasks/ledger/cells/read-ledger.ts';
import { judgeRow, readRow } from '../../../src/tasks/ledger/rows/judge-row.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { shanghai } from '../../calendar/county-calendar.ts';
import { SAMPLE_LEDGER, shippedCategories, shippedCounty } from '../shipped-county.ts';

const now = shanghai('2026-11-23 10:00');
const { table, epoch } = await readLedger({ bytes: readFileSync(SAMPLE_LEDGER) });
const directory = shippedCounty.directory();
const reading = { directory, now, today: '2026-11-23', epoch };
const terms = {
  definition: reformTask,
  facts: { county: shippedCounty, categories: shippedCategories },
  book: shippedCounty.routing(),
  calendar: shippedCounty.calendar(),
  limits: shippedCounty.limits,
  now,
  acceptPastDate: '年初已交办',
};
const judged = table.rows.map((row) => judged1(row, terms));

function judged1(row: (typeof table.rows)[number], by: typeof terms) {
  const read = readRow(row, reading);
  return 'matter' in read ? judgeRow(read, by) : read;
}

function outlook(row: number) {
  const one = judged[row - 1];
  if (one === undefined || 'faults' in one) throw new Error(`Row ${row} is not acceptable.`);
  return one;
}

function unit(row: number): string | undefined {
  const { routing } = outlook(row);
  return routing.kind === 'unit' ? routing.unit.name : undefined;
}

const warnings = (row: number) => outlook(row).warnings.map(({ code }) => code);

describe('the ledger of the task force', () => {
  it('has 32 rows, of which one is refused and two are asked about', () => {
    expect(judged.length).toBe(32);
    const faulty = judged.flatMap((one, n) =>
      'faults' in one ? [[n + 1, one.faults.map(({ kind }) => kind)]] : [],
    );
    expect(faulty).toEqual([
      [29, ['asked']],
      [31, ['refused']],
      [32, ['asked']],
    ]);
  });

  it('is asked about a date that has passed, unless a reason is given', () => {
    const row = table.rows[29];
    if (row === undefined) throw new Error('no row 30');
    expect(judged1(row, { ...terms, acceptPastDate: undefined as never })).toMatchObject({
      faults: [
        {
          kind: 'asked',
          column: '完成时限',
          value: '2026-11-20',
          message: { zh: expect.stringContaining('acceptPastDate') },
        },
      ],
    });
  });

  it('is asked about a unit that the directory does not have, with near names', () => {
    expect(judged[28]).toMatchObject({
      faults: [
        {
          kind: 'asked',
          column: '牵头单位',
          value: '县数据资源中心',
          expected: { zh: expect.stringMatching(/相近的有：.+留空则由专班人工分派/) },
        },
      ],
    });
  });

  it('is refused a task without a name', () => {
    expect(judged[30]).toMatchObject({
      faults: [
        { kind: 'refused', column: '任务名称', value: '', message: { zh: '任务名称为空，应为：一个名称' } },
      ],
    });
  });

  it('is asked which of two lead units it is', () => {
    expect(judged[31]).toMatchObject({
      faults: [
        {
          column: '牵头单位',
          value: '县教育局;县市场监管局',
          message: { zh: expect.stringMatching(/只有一个牵头单位.*县教育局.*“配合单位”写县市场监督管理局/) },
        },
      ],
    });
  });

  it('finds units by name, short name and code', () => {
    expect(unit(2)).toBe('梅溪镇');
    expect(unit(3)).toBe('梅溪镇');
    expect(unit(5)).toBe(unit(4));
    expect(outlook(10).routing).toMatchObject({ unit: { code: '330523-O40' } });
  });

  it('finds units by category where none is named', () => {
    for (const row of [11, 12, 13]) expect(unit(row)).toBeDefined();
    expect(unit(12)).toBe('县教育局');
  });

  it('leaves to triage what says neither unit nor category', () => {
    expect(outlook(28).routing.kind).toBe('triage');
    expect(warnings(28)).toContain('to-triage');
  });

  it('warns of a date that has passed and of a year that is not announced', () => {
    expect(warnings(30)).toEqual(['day-past']);
    expect(warnings(8)).toContain('due-provisional');
    expect(warnings(4)).toEqual([]);
  });

  it('writes groups of co-organising units out, each unit once and never the lead', () => {
    const { input, warnings: told } = outlook(1);
    expect(input.coUnits[0]).toBe('县农业农村局');
    expect(input.coUnits.length).toBe(16);
    expect(told.map(({ code }) => code)).toContain('co-units-expanded');
    const organs = outlook(25);
    expect(organs.input.coUnits.length).toBeGreaterThan(40);
    expect(organs.input.coUnits).not.toContain(unit(25));
  });

  it('says for every acceptable row to whom it would go and when it would be due', () => {
    for (const one of judged) {
      if ('faults' in one) continue;
      const { routing, dueAt, input } = one;
      expect(Date.parse(dueAt ?? '')).not.toBeNaN();
      expect(reformTask.input.safeParse(input).success).toBe(true);
      if (routing.kind === 'unit') expect(routing.owner).toMatchObject({ seat: `${routing.unit.code}/A` });
    }
  });
});
