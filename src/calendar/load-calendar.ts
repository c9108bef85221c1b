import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Calendar, createCalendar } from './calendar.ts';
import {
  type CalendarYear,
  CalendarYearSchema,
  CountyFileSchema,
  OfficeHoursFileSchema,
} from './calendar-schema.ts';
import { readYaml } from './read-yaml.ts';

const YEAR_FILE = /^(\d{4})\.yaml$/;
const HOURS_FILE = 'office-hours.yaml';
const COUNTY_FILE = 'county.yaml';

/**
 * Reads the calendar in a folder: `2026.yaml` and the like, `office-hours.yaml`, and `county.yaml` where there is
 * one. A fault is told with file, line, value and expectation.
 */
export async function loadCalendar(folder: string): Promise<Calendar> {
  const files = (await readdir(folder)).filter((file) => /\.ya?ml$/.test(file)).toSorted();
  const unknown = files.filter(
    (file) => !YEAR_FILE.test(file) && file !== HOURS_FILE && file !== COUNTY_FILE,
  );
  if (unknown.length > 0) {
    // A year misnamed would otherwise be missing in silence, and its deadlines a little wrong.
    throw new Error(
      `${folder} holds ${unknown.join(', ')}, expected only ${HOURS_FILE}, ${COUNTY_FILE} and years such as 2026.yaml`,
    );
  }
  const path = (file: string) => join(folder, file);
  const read = (file: string) => readFile(path(file), 'utf8');
  const years = files.filter((file) => YEAR_FILE.test(file));
  return createCalendar({
    years: await Promise.all(years.map(async (file) => readYear(await read(file), path(file)))),
    officeHours: readYaml(await read(HOURS_FILE), path(HOURS_FILE), OfficeHoursFileSchema).officeHours,
    countyDays: files.includes(COUNTY_FILE)
      ? readYaml(await read(COUNTY_FILE), path(COUNTY_FILE), CountyFileSchema).days
      : [],
  });
}

function readYear(source: string, path: string): CalendarYear {
  const year = readYaml(source, path, CalendarYearSchema);
  if (path.endsWith(`${year.year}.yaml`)) return year;
  throw new Error(`${path}: year is ${year.year}, expected the year the file is named for`);
}
