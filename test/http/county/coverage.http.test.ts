import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const [FROM, BACK] = ['2026-11-22T16:00:00.000Z', '2026-11-24T16:00:00.000Z'];

let open: OpenDoor;

beforeAll(async () => {
  const away = ['A', 'B', 'S1-H'].map((seat) => ({
    person: `p-O1-${seat}`,
    from: FROM,
    until: BACK,
    reason: '年休假',
  }));
  open = await openDoor({ directory: county({ absences: away }) });
});
afterAll(() => open.close());

const read = (seat: string, query = '') => open.as(seat).get(`/api/v1/coverage${query}`);

describe('coverage', () => {
  it('says for each unit who is there on each of the working days asked about, with every gap', async () => {
    const answer = await read('330523-TF/D1', '?from=2026-11-23&days=5');
    expect(answer.body).toMatchObject({
      from: '2026-11-23',
      to: '2026-11-27',
      workingDays: 5,
      covered: false,
      provisional: false,
      directoryVersion: 1,
    });
    const { units, gaps } = answer.body as { units: { unit: string }[]; gaps: object[] };
    expect(units).toHaveLength(4);
    expect(units.find(({ unit }) => unit === '330523-O1')).toMatchObject({ days: { holder: 3, gap: 2 } });
    // Two days, each before and after noon.
    expect(gaps).toHaveLength(4);
    expect(gaps[0]).toMatchObject({
      unit: '330523-O1',
      day: '2026-11-23',
      from: '2026-11-23T00:30:00.000Z',
      until: '2026-11-23T04:00:00.000Z',
      fallsTo: '任330523-TF/A',
    });
  });

  it('is of the next 60 working days, holidays left out, when nothing else is asked', async () => {
    const answer = await read('330523-TF/A');
    expect(answer.body).toMatchObject({ workingDays: 60 });
    const national = await read('330523-TF/A', '?from=2026-10-01&days=1');
    expect(national.body).toMatchObject({ to: '2026-10-08', workingDays: 1, covered: true });
  });

  it('is provisional where it reaches a year whose holidays are not announced', async () => {
    expect((await read('330523-TF/A', '?from=2031-01-01')).body).toMatchObject({ provisional: true });
  });

  it('shows a unit leader the own unit only', async () => {
    const other = await read('330523-O2/L', '?from=2026-11-23&days=5');
    expect(other.body).toMatchObject({ covered: true, gaps: [], units: [{ unit: '330523-O2' }] });
    const own = await read('330523-O1/L', '?from=2026-11-23&days=5');
    expect(own.body).toMatchObject({ covered: false, units: [{ unit: '330523-O1' }] });
  });

  it('is for those who look after the county, not for those who are looked after', async () => {
    for (const seat of ['330523-O1/A', '330523-O1-S2/H', 'machine:evaluation']) {
      expect((await read(seat)).body).toMatchObject({ status: 403, code: 'not-permitted' });
    }
    for (const seat of ['330523-TF/AU', '330523-TF/AD']) expect((await read(seat)).status).toBe(200);
  });

  it.each(['?days=0', '?days=261', '?days=x', '?from=2026-02-30', '?from=1999-12-31', '?from=2099-01-01'])(
    'refuses %s',
    async (query) => {
      expect((await read('330523-TF/A', query)).body).toMatchObject({ status: 400, code: 'query-invalid' });
    },
  );
});
