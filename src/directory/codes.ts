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
