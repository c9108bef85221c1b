import type { CountyWorld } from '../county-world.ts';
import { send } from './answered.ts';
import { instant, operationsFor, type Picks } from './directory-changes.ts';
import { nth, type Outcome, type Step, step } from './step.ts';

const ADMIN = '330523-TF/AD';

/** The administrator changes the directory; days on which nobody of a unit is there are accepted now and then. */
export function changeDirectory(picks: Picks): Step {
  return step('changeDirectory', [picks], async (world): Promise<Outcome> => {
    const { door } = world;
    const { rows } = await door.pool.query<{ id: string }>('SELECT id::text FROM task ORDER BY serial, id');
    const directory = door.deps.county.directory();
    const asked = { ...picks, directory, now: world.now(), tasks: rows.map(({ id }) => id) };
    const operations = operationsFor(asked);
    if (operations.length === 0) return { is: 'idle', what: 'nothing to change' };
    const change = {
      reason: '随机变更',
      operations,
      ...(picks.whom % 3 > 0 ? { acceptGaps: '随机变更' } : {}),
    };
    return send(world, operations.map(({ op }) => op).join('+'), () =>
      world.post(ADMIN, '/api/v1/directory/changes', change),
    );
  });
}

interface OpenHandover {
  readonly id: string;
  readonly stage: string;
  readonly leaver: { readonly id: string };
  readonly newcomer: { readonly id: string };
  readonly confirmer?: { readonly id: string };
}

/** A handover goes one step further, or one is opened. */
export function handOver({ kind, whom, other, from }: Picks): Step {
  return step('handOver', [{ kind, whom, other, from }], async (world): Promise<Outcome> => {
    const listed = await world.door.as(ADMIN).get('/api/v1/handovers?open=true');
    const { items } = listed.body as { readonly items: readonly OpenHandover[] };
    const found = nth(items, whom);
    if (found === undefined || kind % 4 === 0) return openHandover(world, whom, other, from);
    const path = `/api/v1/handovers/${found.id}`;
    const by = (person: string | undefined) => seatOf(world, person) ?? ADMIN;
    switch (kind % 11 === 1 ? 'withdraw' : found.stage) {
      case 'leaver':
        return send(world, 'handover sign', () => world.post(by(found.leaver.id), `${path}/sign`, {}));
      case 'newcomer': {
        const seat = seatOf(world, found.newcomer.id) ?? by(found.confirmer?.id);
        return send(world, 'handover sign', () => world.post(seat, `${path}/sign`, { items: 'all' }));
      }
      case 'leader':
        return send(world, 'handover confirm', () =>
          world.post(by(found.confirmer?.id), `${path}/confirm`, undefined),
        );
      default:
        return send(world, 'handover withdraw', () =>
          world.post(by(found.leaver.id), `${path}/withdraw`, { reason: '改期' }),
        );
    }
  });
}

function openHandover(world: CountyWorld, whom: number, other: number, from: number): Promise<Outcome> {
  const { seats, people } = world.door.deps.county.directory();
  const body = {
    seat: nth(seats, whom)?.id,
    newcomer: nth(people, other)?.id,
    ...(from % 2 === 0 ? {} : { effectiveAt: instant(world.now(), from) }),
  };
  return send(world, 'handover open', () => world.post(ADMIN, '/api/v1/handovers', body));
}

/** A seat with a key that a person holds now. */
function seatOf(world: CountyWorld, person: string | undefined): string | undefined {
  return world.seats.find((seat) => world.callerAt(seat)?.person === person);
}
