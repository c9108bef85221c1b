import { describe, expect, it } from '@jest/globals';
import { createAccountability } from '../../src/audit/accountability.ts';
import type { StoredEvent, StoredTask } from '../../src/audit/history.ts';
import type { Directory } from '../../src/directory/directory.ts';
import { smallCounty } from '../directory/small-county.ts';

const SEAT = '330523-O1/A';
const DUTY = '330523-TF/A';
const NOW = '2026-12-01T00:00:00.000Z';

/** What the prover reads of a task and its events. */
function owned(closedAt: string | null, ...owners: readonly (readonly [at: string, owner: string])[]) {
  const events = owners.map(([at, owner], n) => ({ at, owner, revision: n + 1 }) as StoredEvent);
  return [{ id: 'task', closedAt } as StoredTask, events, NOW] as const;
}

function withTenures(change: (seat: string) => Partial<Directory['tenures'][number]>[]): Directory {
  const county = smallCounty();
  return {
    ...county,
    tenures: county.tenures.flatMap((tenure) => change(tenure.seat).map((part) => ({ ...tenure, ...part }))),
  };
}

describe('accountability', () => {
  it('holds where the seat has its holder all the time, and counts every interval', () => {
    const accountability = createAccountability(smallCounty());
    const history = owned(null, ['2026-11-01T00:00:00.000Z', DUTY], ['2026-11-01T00:00:00.005Z', SEAT]);
    expect(accountability.prove(...history)).toBeUndefined();
    expect(accountability.figures).toEqual({ seats: 2, instants: 2, onDutySeat: 0 });
  });

  it('names a seat that is not in the directory, at the event that brought it', () => {
    const history = owned(null, ['2026-11-01T00:00:00.000Z', DUTY], ['2026-11-02T00:00:00.000Z', 'nowhere']);
    expect(createAccountability(smallCounty()).prove(...history)).toMatchObject({
      rule: 'one-person',
      revision: 2,
      expected: 'one person for seat nowhere at 2026-11-02T00:00:00.000Z',
    });
  });

  it('says of an unknown seat that it is healed once its task has ended or has another seat', () => {
    const unknown = ['2026-11-01T00:00:00.000Z', 'nowhere'] as const;
    const prove = (...history: ReturnType<typeof owned>) =>
      createAccountability(smallCounty()).prove(...history);
    const [rule, healed] = ['one-person', true];
    expect(prove(...owned('2026-11-03T00:00:00.000Z', unknown))).toMatchObject({ rule, healed });
    const moved = owned(null, unknown, ['2026-11-02T00:00:00.000Z', SEAT]);
    expect(prove(...moved)).toMatchObject({ rule, healed, revision: 1 });
    expect(prove(...owned(null, unknown))?.healed).toBeUndefined();
    const again = owned(null, ['2026-10-01T00:00:00.000Z', SEAT], unknown);
    expect(prove(...again)?.healed).toBeUndefined();
  });

  it('says the same of a seat that the directory has since, and of no other fault', () => {
    const { seats } = smallCounty();
    const from = '2026-11-10T00:00:00.000Z';
    const later = smallCounty({ seats: seats.map((seat) => (seat.id === SEAT ? { ...seat, from } : seat)) });
    const history = owned(null, ['2026-11-01T00:00:00.000Z', SEAT]);
    expect(createAccountability(later).prove(...history)).toMatchObject({ healed: true });
    const gap = withTenures(() => [
      { until: '2026-11-02T00:00:00.000Z' },
      { from: '2026-11-03T00:00:00.000Z' },
    ]);
    expect(createAccountability(gap).prove(...history)?.healed).toBeUndefined();
  });

  it('finds the hour without anybody between two events, though somebody answers at both', () => {
    const gap = { from: '2026-11-10T00:00:00.000Z', until: '2026-11-10T01:00:00.000Z' };
    const directory = withTenures(() => [{ until: gap.from }, { from: gap.until }]);
    const history = owned(null, ['2026-11-01T00:00:00.000Z', SEAT], ['2026-11-20T00:00:00.000Z', SEAT]);
    expect(createAccountability(directory).prove(...history)).toMatchObject({
      revision: 1,
      expected: `one person for seat ${SEAT} at ${gap.from}`,
    });
  });

  it('does not mind what happens to a seat after its task was closed', () => {
    const directory = withTenures(() => [{ until: '2026-11-10T00:00:00.000Z' }]);
    const closed = '2026-11-09T23:59:59.999Z';
    const history = owned(closed, ['2026-11-01T00:00:00.000Z', SEAT], [closed, SEAT]);
    expect(createAccountability(directory).prove(...history)).toBeUndefined();
  });

  it('accepts that an empty unit falls to the duty seat, and counts it', () => {
    const directory = withTenures((seat) => (seat.startsWith('330523-O1') ? [] : [{}]));
    const accountability = createAccountability(directory);
    expect(accountability.prove(...owned(null, ['2026-11-01T00:00:00.000Z', SEAT]))).toBeUndefined();
    expect(accountability.figures.onDutySeat).toBe(1);
  });

  it('names two holders of the seat that answers', () => {
    const directory = withTenures((seat) => (seat === SEAT ? [{}, { person: 'p-O2-A' }] : [{}]));
    const history = owned(null, ['2026-11-01T00:00:00.000Z', SEAT]);
    expect(createAccountability(directory).prove(...history)?.found).toContain('p-O1-A, p-O2-A');
  });

  it('accepts a seat that is lent, for all its tasks or for this one', () => {
    const lent = { seat: SEAT, by: 'p-O1-A', from: '2026-11-05T00:00:00.000Z', reason: '出差' };
    const until = '2026-11-20T00:00:00.000Z';
    const delegations = [
      { ...lent, until, id: 'd1', person: 'p-O1-L' },
      { ...lent, until, id: 'd2', person: 'p-O1-B', task: 'task' },
    ];
    const accountability = createAccountability(smallCounty({ delegations }));
    const history = owned(null, ['2026-11-01T00:00:00.000Z', SEAT]);
    expect(accountability.prove(...history)).toBeUndefined();
    expect(accountability.figures).toEqual({ seats: 1, instants: 3, onDutySeat: 0 });
  });

  it('names a seat that is lent to two at once', () => {
    const lent = { seat: SEAT, by: 'p-O1-A', from: '2026-11-05T00:00:00.000Z', reason: '出差' };
    const until = '2026-11-20T00:00:00.000Z';
    const delegations = ['p-O1-L', 'p-O1-B'].map((person) => ({ ...lent, until, id: person, person }));
    const history = owned(null, ['2026-11-01T00:00:00.000Z', SEAT]);
    expect(createAccountability(smallCounty({ delegations })).prove(...history)?.found).toContain(
      'lent to p-O1-L, p-O1-B',
    );
  });
});
