import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Assignment, FromClient, Measured, ToClient } from './lifecycle-client.ts';
import { cpuOfTrees, type Memory, memoryOfTrees } from './subjects/process-tree.ts';
import type { Running } from './subjects/subject.ts';

/** The figures of one round: one warm-up and one measured run against a system just started. */
export interface Round {
  readonly lifecyclesPerSecond: number;
  /** Of all server processes, the clients left out. */
  readonly serverCpuSecondsPer1000: number;
  readonly cpuSecondsPer1000ByProgram: Readonly<Record<string, number>>;
  readonly clientCpuSecondsPer1000: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly assignedP50Ms: number;
  readonly assignedP99Ms: number;
  readonly readsPerLifecycle: number;
  readonly writesPerLifecycle: number;
  /** Of all server processes, pages that several share counted once. */
  readonly memoryMiB: number;
  /** The same as `ps` would add it up. */
  readonly rssSumMiB: number;
  readonly nodePeakMiB: number;
}

/** Lets the client process play and measures the server meanwhile. */
export async function runRound(running: Running, assignment: Omit<Assignment, 'target'>): Promise<Round> {
  const client = fork(fileURLToPath(import.meta.resolve('./lifecycle-client.js')), { execArgv: [] });
  try {
    const warm = heard(client, 'warm');
    tell(client, { kind: 'prepare', assignment: { ...assignment, target: running.target } });
    await warm;
    const before = await cpuOfTrees(running.roots);
    const done = heard(client, 'done');
    tell(client, { kind: 'go' });
    const { measured } = await done;
    const after = await cpuOfTrees(running.roots);
    return roundOf(measured, assignment.lifecycles, before, after, await memoryOfTrees(running.roots));
  } finally {
    client.kill();
  }
}

type CpuByProgram = Readonly<Record<string, number>>;

function roundOf(
  measured: Measured,
  lifecycles: number,
  before: CpuByProgram,
  after: CpuByProgram,
  memory: Memory,
): Round {
  const per1000 = 1000 / lifecycles;
  const byProgram = Object.fromEntries(
    Object.entries(after).map(([name, seconds]) => [name, (seconds - (before[name] ?? 0)) * per1000]),
  );
  return {
    lifecyclesPerSecond: lifecycles / measured.seconds,
    serverCpuSecondsPer1000: Object.values(byProgram).reduce((sum, seconds) => sum + seconds, 0),
    cpuSecondsPer1000ByProgram: byProgram,
    clientCpuSecondsPer1000: measured.clientCpuSeconds * per1000,
    ackP50Ms: measured.ackP50,
    ackP99Ms: measured.ackP99,
    assignedP50Ms: measured.assignedP50,
    assignedP99Ms: measured.assignedP99,
    readsPerLifecycle: measured.reads / lifecycles,
    writesPerLifecycle: measured.writes / lifecycles,
    memoryMiB: memory.treeMiB,
    rssSumMiB: memory.rssSumMiB,
    nodePeakMiB: memory.firstPeakMiB,
  };
}

async function heard<K extends FromClient['kind']>(
  client: ChildProcess,
  kind: K,
): Promise<Extract<FromClient, { kind: K }>> {
  const ended = once(client, 'exit').then(([code, signal]) => {
    throw new Error(`The client process ended (${String(code ?? signal)}) before it said "${kind}".`);
  });
  // It ends by itself after its last word; then nobody listens any more.
  ended.catch(() => undefined);
  const [message] = (await Promise.race([once(client, 'message'), ended])) as [FromClient];
  if (message.kind === 'failed') throw new Error(`The clients failed: ${message.reason}`);
  if (message.kind !== kind) throw new Error(`The clients said "${message.kind}", expected "${kind}".`);
  return message as Extract<FromClient, { kind: K }>;
}

function tell(client: ChildProcess, message: ToClient): void {
  client.send(message);
}
