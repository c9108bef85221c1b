import { collectDefaultMetrics, Gauge, type Registry } from 'prom-client';
import type { RuntimeFigures } from '../../engine/runtime.ts';
import type { InboxWaiters } from '../../tasks/inbox/inbox-waiters.ts';

/** Shows the figures of a process as metrics, read when they are asked for. */
export function gaugeFigures(
  registry: Registry,
  figures: RuntimeFigures | undefined,
  waiters: InboxWaiters,
): void {
  collectDefaultMetrics({ register: registry, prefix: 'onedoor_' });
  gauge(registry, 'inbox_waiters', 'Long polls that wait', () => waiters.size);
  if (figures === undefined) return;
  const { dispatch, reconcile, worker, outcomes } = figures;
  gauge(registry, 'doorbells_rung_total', 'Tasks whose doorbell the queue took', () => dispatch.rung);
  gauge(
    registry,
    'doorbells_unheard_total',
    'Tasks whose doorbell the queue did not take',
    () => dispatch.unheard,
  );
  gauge(
    registry,
    'doorbells_rung_again_total',
    'Doorbells that the queue lost and the ledger rang again',
    () => reconcile?.rungAgain ?? 0,
  );
  gauge(registry, 'timers_rung_total', 'Timers that came due', () => reconcile?.timersRung ?? 0);
  gauge(registry, 'jobs_handled_total', 'Doorbells answered by workers', () => worker?.handled ?? 0);
  gauge(
    registry,
    'worker_reopened_total',
    'Times the queue worker was replaced',
    () => worker?.reopened ?? 0,
  );
  for (const [outcome, n] of Object.entries(outcomes)) {
    gauge(
      registry,
      `effects_${outcome}_total`,
      `Effects that were ${outcome}`,
      () => outcomes[outcome as keyof typeof outcomes] ?? n,
    );
  }
  gauge(
    registry,
    'effects_parked',
    'Effects that used up their attempts and wait for an operator',
    () => figures.backlog.parked,
  );
  gauge(
    registry,
    'effects_oldest_seconds',
    'Age of the oldest undone work',
    () => figures.backlog.oldestSeconds,
  );
}

function gauge(registry: Registry, name: string, help: string, read: () => number): void {
  const made = new Gauge({
    name: `onedoor_${name}`,
    help,
    registers: [],
    collect() {
      this.set(read());
    },
  });
  registry.registerMetric(made);
}
