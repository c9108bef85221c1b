import type { z } from 'zod';
import type { Directory } from '../../../src/directory/directory.ts';
import type { Reference } from '../../../src/engine/definition/define.ts';
import { partsOf, referenceOf } from '../../../src/engine/definition/references.ts';

type Place = readonly (string | number)[];

/** Data in which one name is wrong. */
export interface SpoiltName {
  /** Unknown, abolished, foreign, … */
  readonly how: string;
  /** Where, as a path. */
  readonly place: string;
  readonly data: unknown;
}

/** Not of the unit of the stage, and not there any more or not yet. */
const GONE = '330523-O98';
const COMING = '330523-O97';
const FOREIGN = '330523-T01';
const CLOSED = '330523-O40-S98';

/** The county with a unit that was abolished, one that is still to come, and a section that was closed. */
export function countyWithGone(directory: Directory): Directory {
  const [like] = directory.units.filter(({ code }) => code === FOREIGN);
  if (like === undefined) throw new Error(`The county has no ${FOREIGN}.`);
  const bare = { ...like, aliases: [], formerNames: [], duties: [], places: [] };
  const copied = (code: string) => ({
    sections: directory.sections
      .filter(({ unit }) => unit === FOREIGN)
      .map((section) => ({ ...section, unit: code, code: section.code.replace(FOREIGN, code) })),
    seats: directory.seats
      .filter(({ unit }) => unit === FOREIGN)
      .map((seat) => ({
        ...seat,
        unit: code,
        id: seat.id.replace(FOREIGN, code),
        ...(seat.section === undefined ? {} : { section: seat.section.replace(FOREIGN, code) }),
      })),
  });
  const head = directory.seats.find(({ id }) => id === '330523-O40-S1/H');
  const section = directory.sections.find(({ code }) => code === '330523-O40-S1');
  if (head === undefined || section === undefined) throw new Error('The county has no 330523-O40-S1.');
  const until = '2026-01-01T00:00:00.000Z';
  const [gone, coming] = [copied(GONE), copied(COMING)];
  return {
    ...directory,
    units: [
      ...directory.units,
      { ...bare, code: GONE, name: '县旧城改造办', until: '2026-01-01', successor: '330523-O40' },
      { ...bare, code: COMING, name: '县新城建设办', from: '2027-06-01' },
    ],
    sections: [
      ...directory.sections,
      ...gone.sections,
      ...coming.sections,
      { ...section, code: CLOSED, host: false, until },
    ],
    seats: [
      ...directory.seats,
      ...gone.seats,
      ...coming.seats,
      { ...head, id: `${CLOSED}/H`, section: CLOSED, until },
    ],
  };
}

type Bad = readonly (readonly [how: string, value: unknown])[];

const UNKNOWN_ID = '0190f1c2-7a11-7000-8000-0000000000ff';
const OWN: Bad = [
  ['unknown', 'no such thing'],
  ['of the language', '__proto__'],
];

/** What is wrong for each kind of name; what is only warned of is not among it. */
const BAD: Readonly<Record<string, Bad>> = {
  unit: [
    ['unknown', '330523-O999'],
    ['of another county', '330522-O40'],
    ['abolished', GONE],
    ['still to come', COMING],
  ],
  section: [
    ['unknown', '330523-O40-S999'],
    ['closed', CLOSED],
    ['foreign', `${FOREIGN}-S1`],
    ['of an abolished unit', `${GONE}-S1`],
    ['of a unit still to come', `${COMING}-S1`],
  ],
  seat: [
    ['unknown', '330523-O40-S1/Z'],
    ['closed', `${CLOSED}/H`],
    ['foreign', `${FOREIGN}-S1/H`],
    ['of an abolished unit', `${GONE}/A`],
    ['of a unit still to come', `${COMING}/A`],
  ],
  person: [['unknown', 'p-nobody']],
  category: [['unknown', '没有的大类/没有的中类']],
  day: [
    ['past', '2026-11-20'],
    ['long past', '2001-01-01'],
    ['no day', '2026-02-30'],
  ],
  limit: [
    ['past', { date: '2026-11-20' }],
    ['no day', { date: '2026-02-30' }],
    ['nothing', { workingDays: 0 }],
  ],
  criterion: OWN,
  condition: OWN,
  child: [
    ['unknown', UNKNOWN_ID],
    ['no id', 'x'],
  ],
  // What the ledger writes is recorded as written: a warning.
  unitName: [],
};

/** The data once for each name that they hold or could hold, with each that is wrong there. */
export function spoiltNames(schema: z.ZodType, data: unknown): readonly SpoiltName[] {
  return placesIn(schema, data, []).flatMap(({ reference, place }) => {
    const bad = BAD[reference.kind];
    if (bad === undefined) throw new Error(`No wrong name is known of the kind "${reference.kind}".`);
    return bad.map(([how, value]) => ({ how, place: place.join('/'), data: withValue(data, place, value) }));
  });
}

/** Whether data of a schema name anything. */
export function namesIn(schema: z.core.$ZodType): boolean {
  return referenceOf(schema) !== undefined || partsOf(schema).some(({ of }) => namesIn(of));
}

/** Where names stand, and where they may stand though nothing is said there. */
function placesIn(
  schema: z.core.$ZodType,
  data: unknown,
  place: Place,
): readonly { readonly reference: Reference; readonly place: Place }[] {
  const reference = referenceOf(schema);
  if (reference !== undefined) return [{ reference, place }];
  if (data === undefined || data === null) return [];
  return partsOf(schema).flatMap(({ of, key, reach }) => {
    if (key === undefined) return placesIn(of, data, place);
    if (key === '*') return reach(data).flatMap(([at = 0, entry]) => placesIn(of, entry, [...place, at]));
    return placesIn(of, (data as Readonly<Record<string, unknown>>)[key] ?? undefinedWithin(of), [
      ...place,
      key,
    ]);
  });
}

/** A wrapper around a name that is not given still leads to the name. */
function undefinedWithin(schema: z.core.$ZodType): unknown {
  return partsOf(schema).some(({ of, key }) => key === undefined && referenceOf(of) !== undefined)
    ? ''
    : undefined;
}

/** The same data with another value at a place. */
export function withValue(data: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const within = (data ?? {}) as Readonly<Record<string | number, unknown>>;
  const next = withValue(within[key], rest, value);
  return Array.isArray(data)
    ? data.map((entry: unknown, n) => (n === key ? next : entry))
    : { ...within, [key]: next };
}
