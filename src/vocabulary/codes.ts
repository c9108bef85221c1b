import { z } from 'zod';
import { said } from '../platform/wording/said.ts';

/** The one vocabulary of codes: a unit, section or seat that a file or a change brings in can also be named in a task. */
const UNIT = '[0-9]{6}-[A-Z]{1,2}[0-9]{0,3}';
const SERIAL = 'S[0-9]{1,3}';
const ROLE = '[A-Z][A-Z0-9]{0,3}';

/** Code of a unit, e.g. `330523-O40`. */
export const UNIT_CODE = new RegExp(`^${UNIT}$`);

/** Serial of a section within its unit, e.g. `S1`. */
export const SECTION_SERIAL = new RegExp(`^${SERIAL}$`);

/** Code of a section: its unit's and a serial, e.g. `330523-O40-S1`. */
export const SECTION_CODE = new RegExp(`^${UNIT}-${SERIAL}$`);

/** Role of a seat within its unit or section, e.g. `A`. */
export const SEAT_ROLE = new RegExp(`^${ROLE}$`);

/** Id of a seat: the code of a unit or section and the role, e.g. `330523-O40/A`. */
export const SEAT_ID = new RegExp(`^${UNIT}(-${SERIAL})?/${ROLE}$`);

/** A code as it comes from outside: of the right form, or refused with an example in place of the pattern. */
function coded(pattern: RegExp, zh: string, en: string): z.ZodString {
  return z
    .string()
    .trim()
    .regex(pattern, { error: said(zh, en) });
}

export const unitCodeText = coded(
  UNIT_CODE,
  '应为单位编码，如 330523-O40（名称对应的编码见单位列表）',
  'Expected the code of a unit, such as 330523-O40 (the list of units has them by name)',
);
export const sectionCodeText = coded(
  SECTION_CODE,
  '应为科室编码，如 330523-O40-S1',
  'Expected the code of a section, such as 330523-O40-S1',
);
export const sectionSerialText = coded(
  SECTION_SERIAL,
  '应为科室顺序号，如 S2',
  'Expected the serial of a section, such as S2',
);
export const seatIdText = coded(
  SEAT_ID,
  '应为岗位编码，如 330523-O40/A',
  'Expected the id of a seat, such as 330523-O40/A',
);
export const seatRoleText = coded(
  SEAT_ROLE,
  '应为岗位代号：大写字母开头，1 至 4 位大写字母或数字，如 A',
  'Expected a role of 1 to 4 capital letters and digits that begins with a letter, such as A',
);
export const personIdText = coded(
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  '应为人员编号，如 p-0001（字母、数字、点、下划线、连字符）',
  'Expected the id of a person, such as p-0001 (letters, digits, dots, hyphens)',
);
/** Id of what people name themselves, such as a boundary. */
export const slugText = coded(
  /^[a-z0-9][a-z0-9-]*$/,
  '应为小写字母、数字和连字符，如 school-meals',
  'Expected small letters, digits and hyphens, such as school-meals',
);
