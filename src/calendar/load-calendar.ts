import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { faultsError } from '../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../platform/config/read-yaml.ts';
import { type Calendar, createCalendar } from './calendar.ts';
import {
  type CalendarYear,
  CalendarYearSchema,
  CountyFileSchema,
  OfficeHoursFileSchema,
} from './calendar-schema.ts';

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
  const years = files.filter((file) => YEAR_FILE.test(file));
  return createCalendar({
    years: years.map((file) => readYear(join(folder, file))),
    officeHours: readYamlOrThrow(join(folder, HOURS_FILE), OfficeHoursFileSchema).value.officeHours,
    countyDays: files.includes(COUNTY_FILE)
      ? readYamlOrThrow(join(folder, COUNTY_FILE), CountyFileSchema).value.days
      : [],
  });
}

function readYear(path: string): CalendarYear {
  const { value: year, lineOf } = readYamlOrThrow(path, CalendarYearSchema);
  if (path.endsWith(`${year.year}.yaml`)) return year;
  const expectation = 'year: expected the year the file is named for';
  throw faultsError(path, [{ file: path, line: lineOf(['year']), value: year.year, expectation }]);
}
