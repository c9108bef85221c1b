import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { judgeRow } from '../../src/tasks/ledger-judgement.ts';
import { readLedgerRows } from '../../src/tasks/ledger-rows.ts';
import { decodeLedger } from '../../src/tasks/ledger-text.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { shanghai } from '../calendar/county-calendar.ts';
import { SAMPLE_LEDGER, shippedCounty } from './shipped-county.ts';

const { rows, width } = readLedgerRows(decodeLedger(readFileSync(SAMPLE_LEDGER)).text);
const terms = {
  width,
  definition: reformTask,
  book: shippedCounty.routing(),
  calendar: shippedCounty.calendar(),
  now: shanghai('2026-11-23 10:00'),
};
const judged = rows.map((row) => judgeRow(row, terms));

function outlook(row: number) {
  const one = judged[row - 1];
  if (one === undefined || 'faults' in one) throw new Error(`Row ${row} is not acceptable.`);
  return one.outlook;
}

function unit(row: number): string | undefined {
  const { routing } = outlook(row);
  return routing.kind === 'unit' ? routing.unit.name : undefined;
}

const warnings = (row: number) => outlook(row).warnings.map(({ code }) => code);

describe('the ledger of the task force', () => {
  it('has 32 rows, of which two are refused', () => {
    expect(judged.length).toBe(32);
    expect(judged.flatMap((one) => ('faults' in one ? [one.row.cells['序号']] : []))).toEqual(['31', '32']);
  });

  it('is refused a task without a name', () => {
    expect(judged[30]).toMatchObject({
      faults: [{ column: '任务名称', value: '', message: { zh: '任务名称为空，应为：一个名称' } }],
    });
  });

  it('is refused a task with two lead units', () => {
    expect(judged[31]).toMatchObject({
      faults: [
        {
          column: '牵头单位',
          value: '县教育局;县市场监管局',
          message: { zh: expect.stringContaining('牵头单位只能一个') },
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
    for (const row of [28, 29]) {
      expect(outlook(row).routing.kind).toBe('triage');
      expect(warnings(row)).toContain('to-triage');
    }
  });

  it('warns of a date that has passed and of a year that is not announced', () => {
    expect(warnings(30)).toEqual(['due-past']);
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
      const { routing, dueAt, input } = one.outlook;
      expect(Date.parse(dueAt)).not.toBeNaN();
      expect(reformTask.input.safeParse(input).success).toBe(true);
      if (routing.kind === 'unit') expect(routing.owner).toMatchObject({ seat: `${routing.unit.code}/A` });
    }
  });
});
