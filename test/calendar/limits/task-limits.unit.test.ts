import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { limitsJsonSchema, loadLimits } from '../../../src/calendar/limits/load-limits.ts';
import { limitFor, limitsOf } from '../../../src/calendar/limits/task-limits.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { workflows } from '../../../workflows/index.ts';
import { countyCategories, countyLimits } from './county-limits.ts';

async function folderWith(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'limits-'));
  await writeFile(join(folder, name), text);
  return folder;
}

const SMALL = 'taskType: errand\nwarnWorkingDays: 1\n';

describe('the limits of the county', () => {
  it('are those of workflows that there are', () => {
    const known = workflows.map(({ name }) => name);
    for (const type of countyLimits.keys()) expect(known).toContain(type);
  });

  it('have every part that a reform task asks for', () => {
    const limits = limitsOf(countyLimits, 'reform-task');
    for (const part of [
      'warnWorkingDays',
      'receipt',
      'return',
      'triage',
      'ruling',
      'decision',
      'extension',
      'parking',
      'urge',
    ] as const) {
      expect(limitFor(limits, part)).toBeDefined();
    }
  });

  it('are explained to editors as the loader expects them', async () => {
    const file = await readFile(join(projectRoot(), 'config/limits/limits.schema.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(JSON.parse(limitsJsonSchema()));
  });

  it.each([
    ['receipt: { workingDays: 0 }', /errand\.yaml:3: receipt.workingDays: .*>=1 \(found 0\)/],
    ['urge: { intervalHours: -1, answer: { workingDays: 1 } }', /errand\.yaml:3: .*intervalHours.*-1/],
    ['recepit: { workingDays: 1 }', /errand\.yaml:3: .*recepit/],
    [
      'extension: { leaderAlone: { workingDays: 9, times: 1 }, most: { workingDays: 5, times: 2 } }',
      /errand\.yaml:3: .*leaderAlone.*expected at most 5.*9/,
    ],
  ])('are refused with file, line, value and what was expected: %s', async (line, told) => {
    const folder = await folderWith('errand.yaml', `${SMALL}${line}\n`);
    expect(() => loadLimits(folder, countyCategories)).toThrow(told);
  });

  it('are in a file named for their type', async () => {
    const folder = await folderWith('other.yaml', SMALL);
    expect(() => loadLimits(folder, countyCategories)).toThrow(
      /other\.yaml:1: taskType: .*name of the file.*errand/,
    );
  });

  it('say what is missing where a part or a type is asked for that they do not have', async () => {
    const limits = loadLimits(await folderWith('errand.yaml', SMALL), countyCategories);
    expect(() => limitFor(limitsOf(limits, 'errand'), 'ruling')).toThrow('no "ruling"');
    expect(() => limitsOf(limits, 'parcel')).toThrow('config/limits/parcel.yaml');
  });
});
