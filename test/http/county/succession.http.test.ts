import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflows } from '../../../workflows/index.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';
import { type ReformDesk, reformDesk } from '../stage/reform-desk.ts';

const TASK_FORCE = '330523-TF/A';
const GONE = '330523-O1';
const SUCCESSOR = '330523-O2';
/** From the start of this day the sports bureau has what the education bureau had. */
const ON = '2026-12-01';

interface Shown {
  readonly state: { readonly path: string };
  readonly children: readonly string[];
  readonly owner: { readonly seat: string; readonly person: { readonly name: string } };
}

interface Refused {
  readonly errors: readonly {
    readonly code: string;
    readonly nearest: readonly { readonly code: string }[];
  }[];
}

let open: OpenDoor;
let desk: ReformDesk;
/** Tasks of the unit that is gone: received, and sent on to a section while it lived. */
let inherited: string;
let returnable: string;
let dispatched: string;

beforeAll(async () => {
  open = await openDoor({
    workflows,
    directory: county(),
    keptDirectory: true,
    at: '2026-11-27T01:00:00.000Z',
  });
  desk = reformDesk(open);
  const submit = (title: string) => desk.submit({ title, leadUnit: '县教育局', limit: { workingDays: 20 } });
  [inherited, dispatched, returnable] = [
    await submit('公办园扩容'),
    await submit('校车安全'),
    await submit('老年大学'),
  ];
  for (const id of [inherited, dispatched]) await desk.send(`${GONE}/A`, id, 'receive');
  const change = {
    reason: '机构改革',
    operations: [{ op: 'abolishUnit', unit: GONE, on: ON, successor: SUCCESSOR }],
  };
  const made = await open.as('330523-TF/AD').post('/api/v1/directory/changes', change);
  expect(made.status).toBe(200);
  await open.moved.set('2026-12-01T01:00:00.000Z');
});
afterAll(() => open.close());

const shown = async (seat: string, id: string) => (await desk.read(seat, id)).body as Shown;

describe('the successor of an abolished unit', () => {
  it('sends what it inherited to its own sections, which then work on it', async () => {
    const sections = [{ section: `${SUCCESSOR}-S2`, text: '核对学位' }];
    const answer = await desk.send(`${SUCCESSOR}/A`, inherited, 'subDispatch', { sections });
    expect(answer.status).toBe(200);
    const { children } = await shown(`${SUCCESSOR}/A`, inherited);
    const child = children[0] ?? '';
    expect(await shown(`${SUCCESSOR}-S2/H`, child)).toMatchObject({ owner: { seat: `${SUCCESSOR}-S2/H` } });
    expect((await desk.send(`${SUCCESSOR}-S2/H`, child, 'receive')).status).toBe(200);
    expect((await desk.send(`${SUCCESSOR}-S2/H`, child, 'finish', { text: '已核对' })).status).toBe(200);
  });

  it('is refused the sections of the unit that is gone, and told its own', async () => {
    const sections = [{ section: `${GONE}-S2`, text: '核对学位' }];
    const answer = await desk.send(`${SUCCESSOR}/A`, dispatched, 'subDispatch', { sections });
    expect(answer.status).toBe(422);
    const { errors } = answer.body as Refused;
    expect(errors[0]?.code).toBe('section-elsewhere');
    expect(errors[0]?.nearest.map(({ code }) => code)).toEqual([`${SUCCESSOR}-S1`, `${SUCCESSOR}-S2`]);
  });

  it('returns by its own leader what is none of its duties, signed at once', async () => {
    const basis = { reasonCode: 'notOurDuty', dutyBasis: '三定方案' };
    expect((await desk.send(`${SUCCESSOR}/L`, returnable, 'return', basis)).status).toBe(200);
    expect((await shown(TASK_FORCE, returnable)).state.path).toBe('open.returned');
  });

  it('can be given the work formally, by transfer, as the abolished one cannot', async () => {
    const why = { reason: '机构改革' };
    expect((await desk.send(TASK_FORCE, dispatched, 'transfer', { unit: GONE, ...why })).status).toBe(422);
    expect((await desk.send(TASK_FORCE, dispatched, 'transfer', { unit: SUCCESSOR, ...why })).status).toBe(
      200,
    );
    expect((await shown(TASK_FORCE, dispatched)).owner.seat).toBe(`${SUCCESSOR}/A`);
  });
});

describe('the list of units', () => {
  it('marks the abolished one with its day and its successor, and its sections as closed', async () => {
    const { items } = (await open.as(TASK_FORCE).get('/api/v1/units')).body as {
      items: readonly { code: string; abolished: object | null }[];
    };
    const successor = { code: SUCCESSOR, name: '县体育局' };
    expect(items.find(({ code }) => code === GONE)?.abolished).toEqual({ on: ON, gone: true, successor });
    expect(items.find(({ code }) => code === SUCCESSOR)?.abolished).toBeNull();
    const openOf = async (code: string) => {
      const { sections } = (await open.as(TASK_FORCE).get(`/api/v1/units/${code}`)).body as {
        sections: readonly { open: boolean }[];
      };
      return sections.map((section) => section.open);
    };
    expect(await openOf(GONE)).toEqual([false, false]);
    expect(await openOf(SUCCESSOR)).toEqual([true, true]);
  });
});

describe('what is counted by unit and by seat', () => {
  it('has what was inherited with the successor', async () => {
    await open.moved.set('2027-03-01T01:00:00.000Z');
    const groups = async (by: string) => {
      const { body } = await open.as(TASK_FORCE).get(`/api/v1/overdue?groupBy=${by}`);
      return (body as { groups: readonly { key: string | null; count: number }[] }).groups.map(
        ({ key }) => key,
      );
    };
    expect(await groups('unit')).not.toContain(GONE);
    expect(await groups('unit')).toContain(SUCCESSOR);
    expect(await groups('seat')).toContain(`${SUCCESSOR}/A`);
    expect(await groups('seat')).not.toContain(`${GONE}/A`);
  });

  it('is listed under the successor, who inherited it', async () => {
    const listed = async (unit: string) => {
      const { body } = await open.as(`${SUCCESSOR}/A`).get(`/api/v1/tasks?unit=${unit}`);
      return (body as { items: readonly { id: string }[] }).items.map(({ id }) => id);
    };
    expect(await listed(SUCCESSOR)).toEqual(expect.arrayContaining([inherited, dispatched, returnable]));
    expect(await listed(GONE)).toContain(inherited);
  });

  it('is covered by the successor alone', async () => {
    const { body } = await open.as(TASK_FORCE).get('/api/v1/coverage?days=10');
    const { units } = body as { units: readonly { unit: string }[] };
    expect(units.map(({ unit }) => unit)).not.toContain(GONE);
  });

  it('still proves', async () => {
    expect(await open.deps.prove()).toMatchObject({ holds: true });
  });
});
