import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../stage/client.ts';
import { begin, eventsOf } from '../stage/keyed-requests.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

const COMMISSIONER = '330523-O1/A';
const WRITERS = 20;
/** The engine's own test plays ten thousand; here each is a request, and most of them come too late and try again. */
const ROUNDS = 120;

let open: OpenDoor;
let second: OpenDoor;

beforeAll(async () => {
  open = await openDoor();
  second = await openDoor({ onto: open });
});
afterAll(async () => {
  await second.close();
  await open.close();
});

/** A write that was acknowledged, by the clock of the one process that saw them all. */
interface Write {
  readonly began: number;
  readonly ended: number;
  readonly revision: number;
}

describe('K10: many writers on one task, through two processes', () => {
  it('leaves revisions without gap or repeat, in the order in which the writes were seen to happen', async () => {
    const id = await open.errandAt(COMMISSIONER);
    const history: Write[] = [];
    let left = ROUNDS;

    async function writer(client: Client): Promise<void> {
      let known = 2;
      while (left > 0) {
        left--;
        for (let done = false; !done; ) {
          const began = performance.now();
          const answer = await client.post(eventsOf(id), begin('a'), { 'If-Match': `"${known}"` });
          const ended = performance.now();
          known = (answer.body as { revision: number }).revision;
          done = answer.status === 200;
          if (done) history.push({ began, ended, revision: known });
          else expect(answer.body).toMatchObject({ status: 412, code: 'revision-stale' });
        }
      }
    }

    const doors = [open, second];
    await Promise.all(
      Array.from({ length: WRITERS }, (_, n) => writer((doors[n % 2] ?? open).as(COMMISSIONER))),
    );

    expect(history.length).toBe(ROUNDS);
    const revisions = history.map(({ revision }) => revision).toSorted((a, b) => a - b);
    expect(revisions).toEqual(Array.from({ length: ROUNDS }, (_, n) => n + 3));
    expect(await open.count('event WHERE task_id = $1', [id])).toBe(ROUNDS + 2);
    expect(outOfOrder(history)).toEqual([]);
  });
});

/** Pairs of writes of which the first had ended before the second began, and yet has the higher revision. */
function outOfOrder(history: readonly Write[]): [Write, Write][] {
  const byBeginning = history.toSorted((a, b) => a.began - b.began);
  const byEnd = history.toSorted((a, b) => a.ended - b.ended);
  const faults: [Write, Write][] = [];
  let ended = 0;
  let highest: Write | undefined;
  for (const write of byBeginning) {
    for (let next = byEnd[ended]; next !== undefined && next.ended < write.began; next = byEnd[++ended]) {
      if (highest === undefined || next.revision > highest.revision) highest = next;
    }
    if (highest !== undefined && highest.revision > write.revision) faults.push([highest, write]);
  }
  return faults;
}
