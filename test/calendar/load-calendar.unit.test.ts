import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadCalendar } from '../../src/calendar/load-calendar.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { county } from './county-calendar.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onedoor-calendar-'));
  await cp(join(projectRoot(), 'config/calendars'), folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

async function complaintAbout(file: string, content: string): Promise<string> {
  await writeFile(join(folder, file), content);
  return loadCalendar(folder).then(
    () => 'no complaint',
    (error: unknown) => String(error instanceof Error ? error.message : error).replaceAll(`${folder}/`, ''),
  );
}

describe('loading a calendar', () => {
  it('gives the same content the same version wherever it lies', async () => {
    expect((await loadCalendar(folder)).version).toBe(county.version);
  });

  it('needs no days of the county', async () => {
    await rm(join(folder, 'county.yaml'));
    expect((await loadCalendar(folder)).countyDays).toEqual([]);
  });

  it('names file, line, value and expectation of every fault in a year', async () => {
    const faulty = `year: 2027
confirmed: yes indeed
days:
  - { date: 2027-02-29, kind: holiday, name: 春节 }
  - date: 2027-10-01
    kind: holliday
    name: 国庆节
  - { date: 2028-01-01, kind: holiday }
colour: red
`;
    expect((await complaintAbout('2027.yaml', faulty)).split('\n')).toEqual([
      '2027.yaml has 5 fault(s):',
      '2027.yaml:2: confirmed: expected boolean (found "yes indeed")',
      '2027.yaml:4: days[0].date: expected a day from 01 to 28 in 2027-02 (found "2027-02-29")',
      '2027.yaml:6: days[1].kind: expected one of "holiday"|"workday" (found "holliday")',
      '2027.yaml:8: days[2].name is missing: expected string',
      '2027.yaml:9: the content: expected no such key (found "colour")',
    ]);
  });

  it.each([
    [
      'a date of another year',
      '2027.yaml',
      'year: 2027\nconfirmed: true\ndays:\n  - { date: 2028-01-01, kind: holiday, name: 元旦 }\n',
      '2027.yaml:4: days[0].date: expected a date in 2027 (found "2028-01-01")',
    ],
    [
      'a date listed twice',
      '2027.yaml',
      'year: 2027\nconfirmed: true\ndays:\n' +
        '  - { date: 2027-01-01, kind: holiday, name: 元旦 }\n'.repeat(2),
      '2027.yaml:5: days[1].date: expected each date once (found "2027-01-01")',
    ],
    [
      'a year under the name of another',
      '2027.yaml',
      'year: 2028\nconfirmed: true\ndays: []\n',
      '2027.yaml:1: year: expected the year the file is named for (found 2028)',
    ],
    ['broken YAML', '2027.yaml', 'year: 2027\ndays: [\n', '2027.yaml:3: is not YAML: '],
    [
      'a file with a name that means nothing',
      '20277.yaml',
      '',
      'holds 20277.yaml, expected only office-hours.yaml, county.yaml and years such as 2026.yaml',
    ],
    [
      'hours that do not reach back',
      'office-hours.yaml',
      'officeHours:\n  - since: 2026-01-01\n    sessions: [{ from: "08:30", to: "17:30" }]\n',
      'expected the first entry since 2000-01-01, so that no day is without hours',
    ],
    [
      'sessions that overlap',
      'office-hours.yaml',
      'officeHours:\n  - since: 2000-01-01\n    sessions: [{ from: "08:30", to: "12:00" }, { from: "11:00", to: "17:30" }]\n',
      'office-hours.yaml:3: officeHours[0].sessions: expected the sessions in order and without overlap (found [{"from":"08:30","to":"12:00"},{"from":"11:00","to":"17:30"}])',
    ],
    [
      'hours on a day off',
      'county.yaml',
      'days:\n  - date: 2026-03-27\n    kind: holiday\n    name: 县庆\n    hours: [{ from: "08:30", to: "12:00" }]\n',
      'county.yaml:5: days[0].hours: expected hours only on a day of kind workday (found [{"from":"08:30","to":"12:00"}])',
    ],
  ])('refuses %s', async (_case, file, content, complaint) => {
    expect(await complaintAbout(file, content)).toContain(complaint);
  });
});
