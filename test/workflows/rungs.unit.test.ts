import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { rungsOfDeadline, rungsOfSendBack, rungsOfUrge } from '../../src/calendar/ladder/rungs.ts';
import { dueAt } from '../../src/calendar/limits/due-at.ts';
import { addWorkingMinutes, workingMinutesBetween } from '../../src/calendar/working-time.ts';
import {
  armed,
  causeOf,
  climb,
  codeOf,
  type Diligence,
  nextRung,
  type OnLadder,
  type Rung,
  rearmed,
  withoutUrges,
} from '../../workflows/rungs.ts';
import { county as calendar, shanghai } from '../calendar/county-calendar.ts';
import { shippedLadder as ladder } from '../calendar/ladder/shipped-ladder.ts';

const START = shanghai('2026-01-05 09:00');
const IDLE: Diligence = {
  percent: null,
  claimed: false,
  urgeAnswered: false,
  received: true,
  held: false,
};
const rules = { calendar, ladder, urgent: false };
const nextRungAt = ({ rungs }: OnLadder) => nextRung(rungs, false)?.at ?? null;

type Command =
  | { readonly do: 'wait' | 'oversleep'; readonly hours: number }
  | { readonly do: 'extend'; readonly workingDays: number }
  | { readonly do: 'sayAgain' }
  | { readonly do: 'park' | 'resume' | 'urge' | 'answer' | 'sendBack' }
  | { readonly do: 'report'; readonly percent: number };

/** A task as far as its ladder goes: plain data, and everything that ever fired. */
interface Task extends OnLadder {
  readonly now: string;
  readonly dueAt: string;
  readonly suspendedMinutes: number;
  readonly parkedAt: string | null;
  readonly rounds: number;
  readonly diligence: Diligence;
  readonly fired: readonly { readonly rung: Rung; readonly at: string; readonly parked: boolean }[];
}

function dispatched(): Task {
  const { at } = dueAt({ calendar, from: START, limit: { workingDays: 30 } });
  const none = { rungs: [], climbed: [] };
  const terms = { from: START, dueAt: at, now: START };
  return {
    rungs: armed(none, rungsOfDeadline(rules, terms)),
    climbed: [],
    now: START,
    dueAt: at,
    suspendedMinutes: 0,
    parkedAt: null,
    rounds: 0,
    diligence: { ...IDLE, urgeAnswered: true },
    fired: [],
  };
}

/** The ladder's timer, as often as it is due; while the task is parked it is not armed. */
function fireDue(task: Task): Task {
  const next = nextRungAt(task);
  if (next === null || next > task.now || task.parkedAt !== null) return task;
  const { rungs, climbed, fired } = climb(task, task.now, task.diligence);
  const told = fired.map((rung) => ({ rung, at: task.now, parked: task.parkedAt !== null }));
  const after = { ...task, rungs, climbed, fired: [...task.fired, ...told] };
  return fireDue(fired.some(({ code }) => code === 'urgingLetter') ? urged(after) : after);
}

function urged(task: Task): Task {
  return {
    ...task,
    rungs: armed(task, rungsOfUrge(rules, task.now)),
    diligence: { ...task.diligence, urgeAnswered: false },
  };
}

function answered(task: Task): Task {
  return {
    ...task,
    rungs: withoutUrges(task.rungs),
    diligence: { ...task.diligence, urgeAnswered: true },
  };
}

function dueBy(task: Task, at: string, suspendedMinutes: number): Task {
  const terms = { from: START, dueAt: at, suspendedMinutes, now: task.now };
  const rungs = rearmed(task, task.dueAt, rungsOfDeadline(rules, terms));
  return { ...task, rungs, dueAt: at, suspendedMinutes };
}

function obeyed(task: Task, command: Command): Task {
  const idle = task.parkedAt !== null;
  switch (command.do) {
    case 'wait':
    case 'oversleep': {
      const until = new Date(Date.parse(task.now) + command.hours * 3_600_000).toISOString();
      let walking = task;
      // Whoever waits has a worker at hand when each rung is due; whoever oversleeps finds all of them at the end.
      while (command.do === 'wait' && walking.parkedAt === null) {
        const next = nextRungAt(walking);
        if (next === null || next > until) break;
        walking = fireDue({ ...walking, now: next > walking.now ? next : walking.now });
      }
      return fireDue({ ...walking, now: until });
    }
    case 'extend': {
      const from = task.dueAt > task.now ? task.dueAt : task.now;
      const { at } = dueAt({ calendar, from, limit: { workingDays: command.workingDays } });
      return fireDue(idle ? task : dueBy(task, at, task.suspendedMinutes));
    }
    case 'sayAgain':
      return fireDue(idle ? task : dueBy(task, task.dueAt, task.suspendedMinutes));
    case 'park':
      return idle ? task : { ...task, parkedAt: task.now };
    case 'resume': {
      if (task.parkedAt === null) return task;
      const stood = workingMinutesBetween(calendar, task.parkedAt, task.now);
      const at = addWorkingMinutes(calendar, task.dueAt, stood);
      return fireDue(dueBy({ ...task, parkedAt: null }, at, task.suspendedMinutes + stood));
    }
    case 'urge':
      return idle || !task.diligence.urgeAnswered ? task : urged(task);
    case 'answer':
      return answered(task);
    case 'sendBack': {
      if (idle) return task;
      const rounds = task.rounds + 1;
      return fireDue({
        ...task,
        rounds,
        rungs: armed(task, rungsOfSendBack(rules, rounds, task.now)),
      });
    }
    case 'report':
      return answered({ ...task, diligence: { ...task.diligence, percent: command.percent } });
  }
}

const commands: fc.Arbitrary<readonly Command[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.nat(200) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('oversleep' as const), hours: fc.nat(900) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('extend' as const),
        workingDays: fc.integer({ min: 1, max: 15 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constantFrom('park', 'resume', 'urge', 'answer', 'sendBack', 'sayAgain'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('report' as const), percent: fc.nat(100) }) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
);

describe('whatever happens to a task on its ladder', () => {
  it('each rung fires at most once for its cause, never early, never while parked', () => {
    fc.assert(
      fc.property(commands, (told) => {
        let task = dispatched();
        for (const command of told) {
          const before = task.fired.length;
          const wasParked = task.parkedAt !== null;
          task = obeyed(task, command);
          if (wasParked && command.do !== 'resume') expect(task.fired).toHaveLength(before);
        }
        const keys = task.fired.map(({ rung }) => rung.key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { rung, at, parked } of task.fired) expect(rung.at <= at && !parked).toBe(true);
        const standing = [...task.climbed, ...task.rungs].map(({ key }) => key);
        expect(new Set(standing).size).toBe(standing.length);
      }),
      { numRuns: 500 },
    );
  });

  it('left alone from any moment on, it climbs every rung of the due date it has then, once', () => {
    fc.assert(
      fc.property(commands, (told) => {
        const left = obeyed(told.reduce(obeyed, dispatched()), { do: 'resume' });
        const task = obeyed(left, { do: 'wait', hours: 24 * 200 });
        const codes = task.climbed
          .filter(({ key }) => causeOf(key) === task.dueAt)
          .map(({ key }) => codeOf(key));
        const announcing = codes.filter((code) => ['behind', 'dueSoon'].includes(code));
        expect(codes.filter((code) => !announcing.includes(code))).toEqual([
          'overdue',
          'urgingLetter',
          'circular',
        ]);
        expect(new Set(announcing).size).toBe(announcing.length);
        // Nobody answers the letter of that due date any more.
        const letter = task.fired.find(({ rung }) => rung.key === `urgingLetter@${task.dueAt}`);
        expect(letter).toBeDefined();
        if (left.rungs.some(({ code }) => code === 'urgingLetter')) {
          const later = task.fired.slice(left.fired.length).map(({ rung }) => rung.code);
          expect(later).toContain('criticism');
        }
        expect(nextRungAt(task)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});

describe('a rung whose time has come', () => {
  const at = shanghai('2026-02-02 08:30');
  const behind: Rung = { key: 'behind@x', code: 'behind', at, unless: { after: at, progress: 40 } };
  const urge: Rung = { key: 'criticism@x', code: 'criticism', at, unless: { answered: true } };

  it.each([
    ['nothing was reported', behind, at, IDLE, true],
    ['too little was reported', behind, at, { ...IDLE, percent: 39 }, true],
    ['enough was reported', behind, at, { ...IDLE, percent: 40 }, false],
    ['completion is claimed', behind, at, { ...IDLE, claimed: true }, false],
    ['what it announces has passed', behind, shanghai('2026-02-02 08:31'), IDLE, false],
    ['the urge is unanswered', urge, at, IDLE, true],
    ['the urge was answered', urge, at, { ...IDLE, urgeAnswered: true }, false],
    // The timer goes by the database's clock, the event by the process's.
    ['the process is a little behind', urge, shanghai('2026-02-02 08:29'), IDLE, true],
  ])('when %s', (_case, rung, now, diligence, fires) => {
    const { rungs, climbed, fired } = climb({ rungs: [rung], climbed: [] }, now, diligence);
    expect(rungs).toEqual([]);
    expect(climbed).toEqual([{ key: rung.key, at: now, fired: fires }]);
    expect(fired).toEqual(fires ? [rung] : []);
  });

  it('has not come for a timer that was armed for another', () => {
    const on = { rungs: [urge], climbed: [] };
    expect(climb(on, shanghai('2026-02-02 08:28'), IDLE)).toEqual({ ...on, fired: [] });
  });

  it('is behind the task whether it fired or was spared: the same cause does not arm it again', () => {
    const spared = climb({ rungs: [behind], climbed: [] }, at, { ...IDLE, percent: 90 });
    expect(armed(spared, [behind])).toEqual([]);
    expect(rearmed(spared, 'x', [behind])).toEqual([]);
  });
});
