import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reformTask } from '../../../workflows/reform-task.ts';
import { awayFrom } from '../../access/callers.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

let open: OpenDoor;

const lent = {
  id: 'd-1',
  seat: '330523-O2/L',
  person: 'p-O2-A',
  by: 'p-O2-L',
  from: '2026-11-20T00:00:00.000Z',
  until: '2026-11-30T00:00:00.000Z',
  reason: '出差',
};

beforeAll(async () => {
  const directory = county({ absences: [awayFrom('330523-O1/A')], delegations: [lent] });
  open = await openDoor({ workflows: [reformTask], directory, at: '2026-11-23T01:00:00.000Z' });
});
afterAll(() => open.close());

const meAt = async (seat: string, headers: Record<string, string> = {}) =>
  (await open.as(seat).get('/api/v1/me', headers)).body as Record<string, never>;

describe('who am I', () => {
  it('is the person behind the key, with seats, unit, roles, key and language', async () => {
    expect(await meAt('330523-O2-S2/H')).toMatchObject({
      principal: 'seat:330523-O2-S2/H',
      person: { id: 'p-O2-S2-H', name: '任330523-O2-S2/H' },
      roles: [{ code: 'sectionStaff', zh: '业务科室承办人' }],
      seats: [
        {
          id: '330523-O2-S2/H',
          unit: { code: '330523-O2', name: '县体育局' },
          section: { code: '330523-O2-S2', name: '业务科' },
          since: '2021-03-31T16:00:00.000Z',
        },
      ],
      units: [{ code: '330523-O2' }],
      standsInFor: [],
      standInsForMe: [],
      rights: { submits: [], directory: { addAbsence: 'self' } },
      key: { label: 'test', expiresAt: null },
      language: 'zh',
    });
    expect(await meAt('330523-O2-S2/H', { 'Accept-Language': 'en' })).toMatchObject({ language: 'en' });
  });

  it('says for whom the caller answers and until when, and who would act for the caller', async () => {
    expect(await meAt('330523-O1/B')).toMatchObject({
      standsInFor: [
        {
          seat: '330523-O1/A',
          holder: { id: 'p-O1-A' },
          via: 'deputy',
          until: '2026-11-30T00:00:00.000Z',
        },
      ],
      rights: {
        relations: expect.arrayContaining([
          expect.objectContaining({ code: 'unitCommissioner', seats: ['330523-O1/A'] }),
        ]),
      },
    });
    expect(await meAt('330523-O1/A')).toMatchObject({
      away: { until: '2026-11-30T00:00:00.000Z' },
      standInsForMe: [{ seat: '330523-O1/A', person: { id: 'p-O1-B' } }],
      deputies: [{ seat: '330523-O1/A', deputySeat: '330523-O1/B', person: { id: 'p-O1-B' } }],
    });
  });

  it('shows what was lent, to both sides', async () => {
    const shown = { id: 'd-1', seat: '330523-O2/L', person: { id: 'p-O2-A' }, by: { id: 'p-O2-L' } };
    expect(await meAt('330523-O2/L')).toMatchObject({ delegations: { lent: [shown], borrowed: [] } });
    expect(await meAt('330523-O2/A')).toMatchObject({ delegations: { lent: [], borrowed: [shown] } });
    expect(await meAt('330523-T1/A')).toMatchObject({ delegations: { lent: [], borrowed: [] } });
  });

  it('knows officers of the task force and machines', async () => {
    expect(await meAt('330523-TF/L')).toMatchObject({
      roles: [{ code: 'unitLeader' }, { code: 'taskForce' }],
      rights: { submits: ['reform-task'] },
    });
    const machine = await meAt('machine:evaluation');
    expect(machine).not.toHaveProperty('person');
    expect(machine).toMatchObject({ seats: [], rights: { scopes: ['tasks:submit', 'metrics:read'] } });
  });
});

const listed = async (seat: string, query = '') => {
  const answer = await open.as(seat).get(`/api/v1/stand-ins${query}`);
  return (answer.body as { items: { seat: string }[] }).items.map((one) => one.seat);
};

describe('who answers for whom', () => {
  it('is told to those of the unit, to those concerned and to those who watch', async () => {
    expect(await listed('330523-O1-S2/H')).toEqual(['330523-O1/A']);
    expect(await listed('330523-O2/A')).toEqual(['330523-O2/L']);
    expect(await listed('330523-T1/A')).toEqual([]);
    expect(await listed('330523-TF/A')).toEqual(['330523-O1/A', '330523-O2/L']);
    expect(await listed('330523-TF/L', '?unit=330523-O1')).toEqual(['330523-O1/A']);
    expect(await listed('machine:evaluation')).toEqual([]);
  });

  it('does not say why somebody is away', async () => {
    const answer = await open.as('330523-TF/A').get('/api/v1/stand-ins');
    expect(answer.text).not.toContain('年休假');
    expect(answer.body).toMatchObject({
      items: [{ reason: { zh: expect.stringContaining('由B角') } }, { via: 'delegate' }],
    });
  });
});
