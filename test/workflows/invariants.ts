import { z } from 'zod';
import { storedOf } from '../../src/engine/steps/step.ts';
import { CLOCK_PARTIES, type ClockParty } from '../../src/vocabulary/clock-party.ts';
import { DUTY_SEAT, isTaskForceSeat } from '../../src/vocabulary/seats.ts';
import { seatId, unitCode } from '../../workflows/fields.ts';
import { facetsOf, reloaded, type Stage, stateOf } from './stage.ts';

const facetsSchema = z.strictObject({
  owner: seatId,
  attention: seatId.nullable(),
  unit: unitCode.nullable(),
  title: z.string().min(1),
  category: z.string().min(1).nullable(),
  urgency: z.string().min(1).nullable(),
  dueAt: z.iso.datetime().nullable(),
  clock: z.enum(Object.keys(CLOCK_PARTIES) as ClockParty[]).nullable(),
});

/** States in which the task force has to act although a unit's commissioner answers for the task. */
const WITH_TASK_FORCE = [
  'open.working.extending.atTaskForce',
  'open.working.parking.atTaskForce',
  'open.returned',
  'open.ruling',
  'open.claimed',
  'passed',
];

const supervised = z.object({
  decideBy: z.string().nullable(),
  held: z.unknown(),
  rungs: z.array(z.object({ key: z.string() })),
  parked: z.object({ reviewedAt: z.string().nullable() }).nullable(),
  transfer: z.object({ id: z.string() }).nullable(),
  officer: z.string().nullable(),
});

/** States in which the ladder is climbed. */
const CLIMBING = /^(open\.|triage$|assigning$)/;

/** Timers that a reform task arms by name, beside those of its states. */
function namedTimers(stage: Stage): readonly string[] {
  const { decideBy, rungs, held } = supervised.parse(stage.snapshot.context);
  // While the unit's clock stands still only the rungs of the task force run.
  const running = rungs.filter(({ key }) => held === null || key.includes('@decision:'));
  return [
    ...(decideBy === null ? [] : ['decision']),
    ...(running.length > 0 && CLIMBING.test(stateOf(stage)) ? ['ladder'] : []),
  ];
}

/** The seat of the task force that has a reform task: of the officer who has taken it, else the duty seat. */
function taskForceSeatOf({ snapshot }: Stage): string {
  return supervised.parse(snapshot.context).officer ?? DUTY_SEAT;
}

/** Whether the task force has to act on a reform task that a unit answers for. */
function waitsForTaskForce(stage: Stage): boolean {
  const { parked } = supervised.parse(stage.snapshot.context);
  return WITH_TASK_FORCE.includes(stateOf(stage)) || (parked?.reviewedAt ?? null) !== null;
}

/** Whether a transfer of a reform task waits where its answer would find nobody. */
function isTransferLost({ snapshot }: Stage): boolean {
  const { transfer } = supervised.parse(snapshot.context);
  return transfer !== null && !snapshot.can({ type: 'transferFailed', data: { transfer: transfer.id } });
}

/** What must hold of every task at every moment; answers with what does not, in words. */
export function brokenInvariants(stage: Stage, fired: ReadonlySet<string>): readonly string[] {
  const { definition, snapshot } = stage;
  const facets = facetsSchema.safeParse(facetsOf(stage));
  const context = definition.context.safeParse(snapshot.context);
  const again = reloaded(stage).snapshot;
  const armable = snapshot._nodes.flatMap(({ after }) => after.map(({ eventType }) => eventType as string));
  const isReform = definition.name === 'reform-task';
  const armed = [...new Set([...armable, ...(isReform ? namedTimers(stage) : [])])];
  // The ladder is armed anew for the next rung each time it fires.
  const shouldBeArmed =
    snapshot.status === 'active' ? armed.filter((key) => key === 'ladder' || !fired.has(key)) : [];
  const { owner, attention, unit } = facetsOf(stage);
  const waits = isReform && waitsForTaskForce(stage);
  const broken: Readonly<Record<string, boolean>> = {
    'facets are not valid': !facets.success,
    'the owner is of the task force although a unit has the task, or the reverse':
      // A notice goes to whoever is told, whatever unit has the task.
      definition.name !== 'supervision-notice' && (unit === null) !== isTaskForceSeat(owner),
    'the task force is not shown what it has to act on, or what it has not':
      isReform && (attention !== null && isTaskForceSeat(attention)) !== waits,
    'somebody else than the officer who took it has it, or the duty seat although one did':
      isReform &&
      [owner, attention].some(
        (seat) => seat !== null && isTaskForceSeat(seat) && seat !== taskForceSeatOf(stage),
      ),
    'a transfer waits where its answer is not taken': isReform && isTransferLost(stage),
    'a closed task waits in a queue': snapshot.status === 'done' && attention !== null,
    'the context does not pass its own schema': !context.success,
    'the schema changes the context':
      JSON.stringify(sorted(context.data)) !== JSON.stringify(sorted(snapshot.context)),
    'storing and loading changes the task':
      JSON.stringify([again.status, storedOf(again)]) !==
      JSON.stringify([snapshot.status, storedOf(snapshot)]),
    'armed timers are not those of the active states':
      shouldBeArmed.toSorted().join() !== [...stage.timers.keys()].toSorted().join(),
  };
  return Object.keys(broken).filter((what) => broken[what]);
}

/** The same JSON whatever order its keys were written in. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]),
  );
}
