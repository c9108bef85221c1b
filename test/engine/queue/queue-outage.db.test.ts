import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPostgresBackend } from '../../../src/engine/queue/postgres-backend.ts';
import type { Bell, QueueBackend } from '../../../src/engine/queue/queue-backend.ts';
import { type SupervisedWorker, superviseWorker } from '../../../src/engine/work/worker.ts';
import { startTestCluster, type TestCluster } from '../../support/cluster.ts';
import { eventually } from '../../support/eventually.ts';
import { type SteadyAddress, steadyPort, steadySocket } from '../../support/network/steady-address.ts';

const PATIENCE = { withinMs: 60_000 };
const DOWN_MS = 6_000;

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(() => cluster.stop());

describe.each([
  ['by its socket', steadySocket],
  ['by TCP', steadyPort],
])('a queue in a PostgreSQL that is reached %s', (how, steady) => {
  let address: SteadyAddress;
  let backend: QueueBackend;
  let bell: Bell;
  let worker: SupervisedWorker;
  let errors: number;
  let heard: Set<string>;

  beforeEach(async () => {
    address = await steady(cluster);
    errors = 0;
    heard = new Set();
    const own = createPostgresBackend(address.connectionString);
    backend = {
      ...own,
      openWorker: (handle, settings) =>
        own.openWorker(handle, {
          ...settings,
          onError(error) {
            errors++;
            settings.onError(error);
          },
        }),
    };
    await backend.prepare();
  });

  afterEach(async () => {
    await worker.close();
    await bell.close();
    await address.remove();
  });

  function openBoth(): void {
    const quiet = { onError: () => undefined, onReopen: () => undefined };
    worker = superviseWorker(backend, answer, { concurrency: 4, ...quiet });
    bell = backend.openBell(() => undefined);
  }

  async function answer({ tasks }: { readonly tasks: readonly string[] }): Promise<void> {
    for (const task of tasks) heard.add(task);
    await delay(10);
  }

  async function goAway(): Promise<void> {
    await cluster.halt();
    await address.vanish();
  }

  async function comeBack(): Promise<void> {
    cluster = await startTestCluster({ folder: cluster.dataDir });
    await address.pointTo(cluster);
  }

  const rings = (task: string) => bell.ring([{ tasks: [task] }]).then(() => true);

  it('costs next to nothing while the database is away, and works on when it is back', async () => {
    openBoth();
    // Enough to be in the middle of it: an idle worker is a patient one.
    await bell.ring(Array.from({ length: 500 }, (_, n) => ({ tasks: [String(n)] })));
    await eventually(() => heard.size > 20, PATIENCE);
    await goAway();
    const cpu = process.cpuUsage();
    await delay(DOWN_MS);
    const { user, system } = process.cpuUsage(cpu);
    const cpuMs = Math.round((user + system) / 1_000);
    const whileAway = { errors, cpuMs, heard: heard.size, reopened: worker.figures.reopened };

    await comeBack();
    const back = performance.now();
    await eventually(() => rings('new'), PATIENCE);
    await eventually(() => heard.has('new') && heard.size === 501, PATIENCE);
    const settledMs = Math.round(performance.now() - back);
    process.stdout.write(
      `PostgreSQL ${how}, away for ${DOWN_MS} ms: ${JSON.stringify({ ...whileAway, settledMs })}\n`,
    );
    // Without supervision there are hundreds of thousands of errors a second, and no CPU left.
    expect(errors).toBeLessThan(1_000);
    expect(cpuMs).toBeLessThan(DOWN_MS / 2);
  });

  it('is heard though bell and worker were opened while the database was away', async () => {
    await goAway();
    openBoth();
    await expect(rings('early')).rejects.toThrow(/ENOENT|ECONNREFUSED/);
    await comeBack();
    await eventually(() => rings('late'), PATIENCE);
    await eventually(() => heard.has('late'), PATIENCE);
  });
});
