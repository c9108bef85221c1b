import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../../support/eventually.ts';
import type { NetworkFault } from '../../support/network/network-faults.ts';
import type { FaultFigures } from './faults.ts';
import { turnedAway } from './foreigners.ts';
import { timeUntilDone } from './ledger-watch.ts';
import type { Scale } from './scale.ts';
import type { World } from './world.ts';

const DONE_WITHIN_MS = 60_000;
const HOUR_SECONDS = 3_600;
/** Connections of the product; the harness has to see what goes on. */
const OF_PRODUCT = /^onedoor/;

/** Has every connection of the product to a server half dead, stalled, slow or cut, again and again. */
export async function breakNetworks(world: World, { halfDead }: Scale, figures: FaultFigures): Promise<void> {
  const { database, toRedis } = world;
  for (const [fault, spans] of Object.entries(halfDead) as [NetworkFault, readonly number[]][]) {
    for (const seconds of spans) {
      for (const [server, proxy, role] of [
        ['PostgreSQL', database.proxy, OF_PRODUCT],
        ['Redis', toRedis, undefined],
      ] as const) {
        if (proxy === undefined) continue;
        await proxy.strike(fault, role);
        await delay(seconds * 1_000);
        await proxy.heal();
        const what = `${server} ${fault}`;
        figures.networks[what] = (figures.networks[what] ?? 0) + 1;
        figures.resumesMs.push((await timeUntilDone(database, DONE_WITHIN_MS)) ?? null);
      }
    }
  }
}

/** Sets the clocks of a door and a worker an hour ahead, an hour back, and right again. */
export async function setClocksWrong(world: World, scale: Scale, figures: FaultFigures): Promise<void> {
  for (const hours of world.setClocks === undefined ? [] : [1, -1, 0]) {
    await world.setClocks?.(hours * HOUR_SECONDS);
    figures.clocksSet++;
    await delay(scale.wrongTimeSeconds * 1_000);
  }
}

/** Replaces every process, one door and one worker at a time, while all others go on. */
export async function upgrade({ apis, workers, doorUrls }: World, figures: FaultFigures): Promise<void> {
  for (const [n, api] of apis.entries()) {
    const url = doorUrls[n] ?? '';
    await Promise.all([api.replace(), workers[n]?.replace()]);
    const isReady = async () => (await fetch(`${url}/readyz`)).ok;
    await eventually(isReady, { withinMs: 120_000, everyMs: 100, what: `${api.name} after its upgrade` });
    figures.upgraded += 2;
  }
}

/** Starts other instances on a data folder that has an owner. */
export async function sendIntruders(
  folder: string,
  { intruders }: Scale,
  figures: FaultFigures,
): Promise<void> {
  figures.intruders += intruders;
  figures.turnedAway += await turnedAway(intruders, folder);
}
