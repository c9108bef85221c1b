import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operationSchema } from '../../../src/directory/change/change.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { withValue } from '../stage/spoilt-names.ts';

const ADMIN = '330523-TF/AD';
const CHANGES = '/api/v1/directory/changes';
const UNIT = '330523-O1';
/** Abolished before the tests begin. */
const GONE = '330523-O2';

type Sample = Readonly<Record<string, unknown>> & { readonly op: string };

/** Each operation once, as it would be made; each must be acceptable as it stands. */
const SAMPLES: readonly Sample[] = [
  {
    op: 'addUnit',
    unit: {
      code: '330523-O60',
      name: '县低空经济局',
      kind: 'organ',
      office: '数字管理科',
      hostSection: '办公室',
      sections: { S1: '办公室' },
      dutyText: '低空经济',
    },
  },
  { op: 'changeUnit', unit: UNIT, aliases: ['教育', '教体'] },
  { op: 'abolishUnit', unit: UNIT, on: '2026-12-20', successor: '330523-T1' },
  { op: 'addSection', unit: UNIT, section: 'S7', name: '督导科' },
  { op: 'renameSection', section: `${UNIT}-S2`, name: '综合科' },
  { op: 'moveHost', unit: UNIT, section: `${UNIT}-S2` },
  { op: 'closeSection', section: `${UNIT}-S2`, at: '2026-12-10' },
  { op: 'addSeat', unit: UNIT, role: 'V', kind: 'supervisor', title: '督导员' },
  { op: 'changeSeat', seat: `${UNIT}/B`, share: 0.5 },
  { op: 'closeSeat', seat: '330523-TF/D1', at: '2026-12-10' },
  { op: 'addPerson', person: 'p-new', name: '新人' },
  { op: 'changePerson', person: 'p-O1-A', name: '改名' },
  { op: 'appoint', seat: `${UNIT}/B`, person: 'p-T1-B', from: '2026-12-05', until: '2027-01-05' },
  { op: 'vacate', seat: `${UNIT}/B`, at: '2026-12-10' },
  { op: 'addAbsence', person: 'p-T1-B', from: '2026-12-05', until: '2026-12-09', reason: '年休假' },
  { op: 'endAbsence', person: 'p-O1-B', from: '2026-12-11', until: '2026-12-12' },
  {
    op: 'delegate',
    id: 'd-new',
    seat: `${UNIT}/A`,
    by: 'p-O1-A',
    person: 'p-O1-L',
    from: '2026-12-05',
    until: '2026-12-09',
    reason: '外出培训',
  },
  { op: 'endDelegation', id: 'd-known', until: '2026-12-06' },
];

type Bad = readonly unknown[];
const NO_DAY: Bad = ['2020-01-01', '2026-02-30', '2150-01-01', '9999-12-31', '明天', ''];
const NO_PERSON: Bad = ['p-nobody', '查无此人', ''];

/** What is wrong in a member of that name, wherever it stands. */
const BAD: Readonly<Record<string, Bad>> = {
  unit: ['330523-O99', GONE, '330523-ABC', '县教育局', ''],
  successor: ['330523-O99', GONE, UNIT, '330523-ABC', ''],
  code: [UNIT, '330523-ABC', 'O60', ''],
  hostSection: ['没有的科', ''],
  section: [`${UNIT}-S99`, '330523-O99-S1', ''],
  seat: ['330523-O99/A', `${UNIT}/Z`, ''],
  person: NO_PERSON,
  by: NO_PERSON,
  from: NO_DAY,
  until: NO_DAY,
  at: NO_DAY,
  on: NO_DAY,
  share: [0, 2, -1, null],
  name: ['', '\u0000'],
  title: ['', '\u0000'],
  reason: ['', '\u0000'],
  role: ['a', 'ABCDE', 'A', ''],
  kind: ['没有的种类', ''],
  aliases: [['']],
};

/** Where another thing is wrong than elsewhere. */
const OTHERWISE: Readonly<Record<string, Bad>> = {
  'addSection section': ['S1', 'S9999', 'X1', ''],
  'addUnit unit/name': ['县教育局', '', '\u0000'],
  'addPerson person': ['p-O1-A', '查无此人', ''],
  'addAbsence person': [...NO_PERSON],
  'changeUnit name': ['', '县体育局'],
  'delegate id': ['d-known', ''],
  'endDelegation id': ['d-unknown', ''],
  // The day that it begins says which absence it is.
  'endAbsence from': ['2026-12-10', ...NO_DAY],
};

let open: OpenDoor;

beforeAll(async () => {
  open = await openDoor({ directory: county(), keptDirectory: true, at: '2026-12-01T01:00:00.000Z' });
  const operations = [
    { op: 'abolishUnit', unit: GONE, on: '2026-12-02', successor: UNIT },
    { op: 'addAbsence', person: 'p-O1-B', from: '2026-12-11', until: '2026-12-14', reason: '培训' },
    {
      op: 'delegate',
      id: 'd-known',
      seat: '330523-T1/A',
      by: 'p-T1-A',
      person: 'p-T1-L',
      from: '2026-12-03',
      until: '2026-12-10',
      reason: '外出',
    },
  ];
  const made = await open.as(ADMIN).post(CHANGES, { reason: '准备', operations });
  expect([made.status, made.text]).toEqual([200, expect.any(String)]);
  await open.moved.set('2026-12-04T01:00:00.000Z');
});
afterAll(() => open.close());

/** Every way to spoil one member of an operation. */
function spoiltIn(
  sample: Sample,
): readonly { readonly place: string; readonly value: unknown; readonly operation: unknown }[] {
  return membersOf(sample, []).flatMap((place) => {
    const name = String(place.at(-1));
    const bad = OTHERWISE[`${sample.op} ${place.join('/')}`] ?? BAD[name] ?? [];
    return bad.map((value) => ({
      place: place.join('/'),
      value,
      operation: withValue(sample, place, value),
    }));
  });
}

function membersOf(value: unknown, place: readonly string[]): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [place];
  return Object.entries(value).flatMap(([key, inner]) => membersOf(inner, [...place, key]));
}

const post = (operations: readonly unknown[], query = '') =>
  open.as(ADMIN).post(`${CHANGES}${query}`, { reason: '测试', operations });

it('there is a sample of every operation', () => {
  const known = operationSchema.options.map((option) => option.shape.op.value);
  expect(SAMPLES.map(({ op }) => op).toSorted()).toEqual([...known].toSorted());
});

describe.each(SAMPLES.map((sample) => [sample.op, sample] as const))('%s', (_op, sample) => {
  it('is acceptable as it stands', async () => {
    const answer = await post([sample], '?dryRun=true');
    const { problems } = answer.body as { problems: readonly { code: string }[] };
    expect([answer.status, problems.filter(({ code }) => code !== 'leavesGap')]).toEqual([200, []]);
  });

  it('is refused with anything in it that is unknown, gone, past or no such thing', async () => {
    const before = await open.deps.watch.refresh();
    const taken: unknown[] = [];
    for (const { place, value, operation } of spoiltIn(sample)) {
      const answer = await post([operation]);
      if (answer.status < 400 || answer.status >= 500) taken.push([place, value, answer.status]);
    }
    expect(taken).toEqual([]);
    expect((await open.deps.watch.refresh()).version).toBe(before.version);
  });

  it('is refused twice in one change, where the second is no other', async () => {
    const before = await open.deps.watch.refresh();
    const answer = await post([sample, sample]);
    const harmless = ['changeUnit', 'renameSection', 'changeSeat', 'changePerson'];
    if (harmless.includes(sample.op)) return;
    expect([sample.op, answer.status]).toEqual([sample.op, 409]);
    expect((await open.deps.watch.refresh()).version).toBe(before.version);
  });
});
