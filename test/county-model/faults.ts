import { clockFaults } from './invariants/clock.ts';
import { dueFaults } from './invariants/due.ts';
import { familyFaults } from './invariants/family.ts';
import { ledgerFaults } from './invariants/ledger.ts';
import { ownFaults } from './invariants/own.ts';
import { pastFaults } from './invariants/past.ts';
import { personFaults, seatFaults } from './invariants/person.ts';
import { rulingFaults } from './invariants/ruling.ts';
import { rungFaults } from './invariants/rungs.ts';
import { timerFaults } from './invariants/timers.ts';
import type { Fault, Seen } from './seen.ts';

/** Every place where what is seen of the county is not as it must be. */
export function faultsOf(seen: Seen): readonly Fault[] {
  return [
    ledgerFaults,
    seatFaults,
    personFaults,
    pastFaults,
    clockFaults,
    rungFaults,
    rulingFaults,
    ownFaults,
    dueFaults,
    timerFaults,
    familyFaults,
  ].flatMap((find) => find(seen));
}
