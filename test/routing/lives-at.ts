import type { Directory } from '../../src/directory/directory.ts';

/** Whether a unit of the directory exists at an instant; said apart from the code under test. */
export function livesAt(directory: Directory, code: string, now: string): boolean {
  const unit = directory.units.find((one) => one.code === code);
  if (!unit) return false;
  const moment = Date.parse(now);
  const begun = Date.parse(`${unit.from}T00:00:00+08:00`) <= moment;
  return begun && (unit.until === undefined || moment < Date.parse(`${unit.until}T00:00:00+08:00`));
}
