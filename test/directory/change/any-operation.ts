import * as fc from 'fast-check';
import type { Directory } from '../../../src/directory/directory.ts';
import { smallCounty } from '../small-county.ts';

const START = Date.parse('2026-11-22T01:00:00.000Z');
const HOUR = 3_600_000;

/** Moments around the model's clock, as hours after its start; some of them will have passed when they are used. */
const hours = fc.integer({ min: 0, max: 24 * 90 });
const moment = hours.map((hour) => new Date(START + hour * HOUR).toISOString());
const day = hours.map((hour) => new Date(START + hour * HOUR).toISOString().slice(0, 10));
const { seats, people, units, sections } = smallCounty();
const seat = fc.constantFrom(...seats.map(({ id }) => id), '330523-O3/A', '330523-O3-S1/H', 'nowhere');
const person = fc.constantFrom(...people.map(({ id }) => id), 'p-new', 'p-nobody');
const unit = fc.constantFrom(...units.map(({ code }) => code), '330523-O3');
const section = fc.constantFrom(...sections.map(({ code }) => code), '330523-O1-S3');
const id = fc.integer({ min: 1, max: 30 }).map((number) => `d-${number}`);
const period = fc.tuple(hours, fc.integer({ min: -5, max: 24 * 40 })).map(([from, length]) => ({
  from: new Date(START + from * HOUR).toISOString(),
  until: new Date(START + (from + length) * HOUR).toISOString(),
}));

const newUnit = {
  code: '330523-O3',
  name: '县数据局',
  kind: 'organ',
  office: '数字管理科',
  hostSection: '办公室',
  sections: { S1: '办公室', S2: '数据科' },
  dutyText: '数据归集共享',
};

/** Any change of one operation, sensible or not. */
export const anyOperation: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('appoint'), seat, person, from: moment }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('vacate'), seat, at: moment }) },
  {
    weight: 6,
    arbitrary: fc
      .record({ op: fc.constant('addAbsence'), person, period })
      .map(({ period: span, ...rest }) => ({ ...rest, ...span, reason: '病假' })),
  },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('endAbsence'), person, from: moment, until: moment }) },
  {
    weight: 5,
    arbitrary: fc
      .record({
        op: fc.constant('delegate'),
        id,
        seat,
        by: person,
        person,
        task: fc.option(fc.constantFrom('t-1', 't-2'), { nil: undefined }),
        period,
      })
      .map(({ period: span, task, ...rest }) => ({
        ...rest,
        ...span,
        ...(task && { task }),
        reason: '专项',
      })),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('endDelegation'), id, until: moment }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('abolishUnit'), unit, successor: unit, on: day }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('S1', 'S2').map((serial) => ({
      op: 'moveHost',
      unit: '330523-O1',
      section: `330523-O1-${serial}`,
    })),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('closeSection'), section, at: moment }) },
  { weight: 1, arbitrary: fc.constant({ op: 'addPerson', person: 'p-new', name: '新来' }) },
  { weight: 1, arbitrary: fc.constant({ op: 'addUnit', unit: newUnit }) },
  {
    weight: 1,
    arbitrary: fc.constant({ op: 'addSection', unit: '330523-O1', section: 'S3', name: '数据科' }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      op: fc.constant('changeUnit'),
      unit,
      name: fc.constantFrom('县教育局', '县教体局', '县体育局', '县文体局'),
    }),
  },
);

/** Where the model starts: some seats are vacant, so that the head of the host section matters. */
export function modelCounty(): Directory {
  const county = smallCounty();
  const vacant = ['330523-O1/A', '330523-O1/L', '330523-O2/B'];
  return { ...county, tenures: county.tenures.filter(({ seat: held }) => !vacant.includes(held)) };
}

/** A change of one to three operations, made some time after the one before. */
export const anyStep = fc.record({
  hoursLater: fc.integer({ min: 0, max: 72 }),
  operations: fc.array(anyOperation, { minLength: 1, maxLength: 3 }),
  acceptGaps: fc.boolean(),
});

/** The model's clock: an instant some hours after its start. */
export function modelInstant(hour: number): string {
  return new Date(START + hour * HOUR).toISOString();
}
