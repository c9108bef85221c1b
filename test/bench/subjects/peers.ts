/** A row of the table that was measured elsewhere: the same lifecycle on 2 cores, Node 20, PostgreSQL 18 with fsync. */
export interface QuotedRow {
  readonly title: string;
  readonly lifecyclesPerSecond: number;
  readonly serverCpuSecondsPer1000: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly assignedP50Ms: number;
  readonly memoryMiB: number;
}

/** Quoted, not measured by this benchmark; the last two are programs of the same kind as its reference server. */
export const PEERS: readonly QuotedRow[] = [
  quoted('Restate 1.7 + its XState integration', [94, 19.6, 62, 122, 214, 768]),
  quoted('DBOS 5 on PostgreSQL 18', [65, 25.7, 123, 162, 133, 313]),
  quoted('by hand: SELECT FOR UPDATE, outbox, BullMQ', [212, 7.3, 34, 60, 57, 405]),
  quoted('by hand: one compare-and-swap CTE per event', [318, 5.1, 21, 47, 40, 407]),
];

type Figures = readonly [
  perSecond: number,
  cpu: number,
  ackP50: number,
  ackP99: number,
  assigned: number,
  memory: number,
];

function quoted(title: string, [perSecond, cpu, ackP50, ackP99, assigned, memory]: Figures): QuotedRow {
  return {
    title,
    lifecyclesPerSecond: perSecond,
    serverCpuSecondsPer1000: cpu,
    ackP50Ms: ackP50,
    ackP99Ms: ackP99,
    assignedP50Ms: assigned,
    memoryMiB: memory,
  };
}
