import { checkLedger, type LedgerTerms } from './check-ledger.ts';
import { checkOperations } from './check-operations.ts';
import { marksIn, type Operation } from './operation.ts';
import type { Stored } from './stored.ts';
import type { Harm, Violation } from './violation.ts';

export interface Verdict {
  /** Green only where the round proves anything: at least half of its commands were acknowledged. */
  readonly verdict: 'green' | 'red' | 'invalid';
  readonly figures: {
    readonly tried: number;
    readonly acked: number;
    readonly refused: number;
    readonly unknown: number;
    /** Unknown to their clients, and stored. */
    readonly unknownApplied: number;
    readonly tasks: number;
    readonly events: number;
    readonly parked: number;
    /** Violations by their harm. */
    readonly lost: number;
    readonly doubled: number;
    readonly stuck: number;
    readonly broken: number;
  };
  readonly violations: readonly Violation[];
}

const LEAST_ACKED = 0.5;

/**
 * Compares what clients were told with what is stored, after everything came to rest. Uses nothing of the product but
 * the pure step and the chain's hash, so that it cannot share its faults.
 */
export function check(history: readonly Operation[], stored: Stored, terms: LedgerTerms): Verdict {
  const violations = [...checkOperations(history, stored), ...checkLedger(stored, terms)];
  const count = (is: Operation['outcome']['is']) => history.filter(({ outcome }) => outcome.is === is).length;
  const harm = (name: Harm) => violations.filter((one) => one.harm === name).length;
  const marks = new Set(stored.events.flatMap(({ data }) => marksIn(data)));
  const unknownApplied = history.filter(
    ({ outcome, op }) => outcome.is === 'unknown' && marks.has(op),
  ).length;
  const acked = count('acked');
  const isValid = history.length > 0 && acked / history.length >= LEAST_ACKED;
  return {
    verdict: violations.length > 0 ? 'red' : isValid ? 'green' : 'invalid',
    figures: {
      tried: history.length,
      acked,
      refused: count('refused'),
      unknown: count('unknown'),
      unknownApplied,
      tasks: stored.tasks.length,
      events: stored.events.length,
      parked: stored.effects.filter(({ isParked }) => isParked).length,
      lost: harm('lost'),
      doubled: harm('doubled'),
      stuck: harm('stuck'),
      broken: harm('broken'),
    },
    violations,
  };
}
