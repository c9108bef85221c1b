import { percentile } from './percentile.ts';
import { playLifecycle } from './play-lifecycle.ts';
import { playReform } from './play-reform.ts';
import { seededRandom } from './seeded-random.ts';
import { createSession, type Recorded } from './session.ts';
import { openConnection } from './subjects/connection.ts';
import type { Target } from './subjects/target.ts';

export const plays = { lifecycle: playLifecycle, reform: playReform } as const;

/** What the driver asks of the client process. */
export interface Assignment {
  readonly target: Target;
  readonly play: keyof typeof plays;
  readonly clients: number;
  readonly warmUp: number;
  readonly lifecycles: number;
  readonly seed: number;
  /** Keeps idempotency keys apart between rounds on one database. */
  readonly round: string;
}

/** What the client process measured, times in ms. */
export interface Measured {
  readonly seconds: number;
  readonly ackP50: number;
  readonly ackP99: number;
  readonly assignedP50: number;
  readonly assignedP99: number;
  readonly writes: number;
  readonly reads: number;
  /** CPU that the clients themselves used. */
  readonly clientCpuSeconds: number;
}

export type ToClient =
  | { readonly kind: 'prepare'; readonly assignment: Assignment }
  | { readonly kind: 'go' };
export type FromClient =
  | { readonly kind: 'warm' }
  | { readonly kind: 'done'; readonly measured: Measured }
  | { readonly kind: 'failed'; readonly reason: string };

let begin: (() => void) | undefined;

process.on('message', (message: ToClient) => {
  if (message.kind === 'go') begin?.();
  else
    run(message.assignment).catch((error: unknown) => {
      tell({
        kind: 'failed',
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    });
});

async function run(assignment: Assignment): Promise<void> {
  const { target, clients, warmUp, lifecycles, round } = assignment;
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(target.port)));
  const random = seededRandom(assignment.seed);
  const play = plays[assignment.play];

  async function playAll(count: number, phase: string, recorded: Recorded): Promise<void> {
    let next = 0;
    await Promise.all(
      connections.map(async (connection, n) => {
        const session = createSession(connection, recorded, `${round}-${phase}-${n}`);
        while (next < count) {
          const unit = target.units[Math.floor(random() * target.units.length)];
          if (unit === undefined) throw new Error('The target names no units.');
          await play(session, target, unit, ++next);
        }
      }),
    );
  }

  await playAll(warmUp, 'warm', { acks: [], assigned: [], reads: 0 });
  await new Promise<void>((resolve) => {
    begin = resolve;
    tell({ kind: 'warm' });
  });
  const recorded: Recorded = { acks: [], assigned: [], reads: 0 };
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  await playAll(lifecycles, 'main', recorded);
  const seconds = (performance.now() - startedAt) / 1000;
  const used = process.cpuUsage(cpu);
  tell({
    kind: 'done',
    measured: {
      seconds,
      ackP50: percentile(recorded.acks, 0.5),
      ackP99: percentile(recorded.acks, 0.99),
      assignedP50: percentile(recorded.assigned, 0.5),
      assignedP99: percentile(recorded.assigned, 0.99),
      writes: recorded.acks.length,
      reads: recorded.reads,
      clientCpuSeconds: (used.user + used.system) / 1e6,
    },
  });
  for (const connection of connections) connection.close();
  process.disconnect();
}

function tell(message: FromClient): void {
  process.send?.(message);
}
