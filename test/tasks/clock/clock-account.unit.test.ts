import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { workingMinutesBetween } from '../../../src/calendar/working-time.ts';
import { clockAccount, type LogLine } from '../../../src/tasks/clock/clock-account.ts';
import { CLOCK_PARTIES } from '../../../src/vocabulary/clock-party.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { county, shanghai } from '../../calendar/county-calendar.ts';
import { personOf, smallCounty } from '../../directory/small-county.ts';
import { errand } from '../../engine/errand-workflow.ts';
import { rememberedContext } from '../remembered-context.ts';

const LEAD = '330523-O1/A';
const DUTY = '330523-TF/A';

type Given = Partial<Omit<LogLine['event'], 'revision'>> & { readonly owner?: string };

/** A log from what differs between its events; what is left out stays as it was. */
function logOf(...given: readonly Given[]): readonly LogLine[] {
  let held = {
    at: '',
    type: 'x',
    state: 'routing',
    clock: null,
    dueAt: null,
    givenDueAt: null,
    owner: DUTY,
  } as Required<Omit<Given, 'detail'>>;
  return given.map((event, n) => {
    held = { ...held, givenDueAt: null, type: 'x', ...event };
    const { owner, ...rest } = held;
    return {
      owner,
      title: { zh: `事件${n + 1}`, en: `event ${n + 1}` },
      event: { detail: null, ...rest, ...event, revision: n + 1 },
    };
  });
}

const accountOf = (
  lines: readonly LogLine[],
  until: string,
  context: ReturnType<typeof rememberedContext> = rememberedContext(),
  directory = smallCounty(),
) => clockAccount(lines, { task: 't', definition: reformTask, context, until, calendar: county, directory });

const dispatched: Given = {
  at: shanghai('2026-11-02 09:00'),
  type: 'routed',
  state: 'open.dispatched',
  clock: 'receipt',
  dueAt: shanghai('2026-11-09 17:30'),
  owner: LEAD,
};
const life = [
  { at: shanghai('2026-11-02 08:30'), clock: 'taskForce' },
  dispatched,
  {
    at: shanghai('2026-11-03 09:00'),
    type: 'receive',
    state: 'open.working.handling',
    clock: 'commissioner',
  },
  { at: shanghai('2026-11-04 09:00'), type: 'subDispatch', clock: 'section' },
];

const plain = rememberedContext();
const givenFiveDays = { ...plain, matter: { ...plain.matter, limit: { workingDays: 5 } } };

const sum = (parts: readonly { readonly minutes: number }[]) =>
  parts.reduce((total, { minutes }) => total + minutes, 0);

describe('the account of a clock', () => {
  it('says from when the limit counts, who has the clock, how late it is and with whom most of the time lay', () => {
    const account = accountOf(logOf(...life), shanghai('2026-11-11 12:00'), givenFiveDays);
    expect(account).toMatchObject({
      budget: { limit: { workingDays: 5 }, words: { zh: '5 个工作日' } },
      countedFrom: shanghai('2026-11-02 09:00'),
      originalDueAt: shanghai('2026-11-09 17:30'),
      dueAt: shanghai('2026-11-09 17:30'),
      provisional: false,
      late: { days: 1.4, words: { zh: '已超期 1 个工作日' }, cause: { party: 'section' } },
    });
    expect(account.late?.cause?.words.zh).toBe(
      '占时最多的是“业务科室”：计时 7 个工作日 3 小时，其中占 5 个工作日 3 小时',
    );
    expect(account.summary.zh).toBe(
      '自 2026-11-02 09:00 起计期，限 5 个工作日；2026-11-09 17:30 到期；现计时方：业务科室；已超期 1 个工作日；' +
        '占时最多的是“业务科室”：计时 7 个工作日 3 小时，其中占 5 个工作日 3 小时。',
    );
  });

  it('lists the parties by their time, which adds up to what has elapsed', () => {
    const { totals, elapsed } = accountOf(logOf(...life), shanghai('2026-11-11 12:00'));
    expect(totals.map(({ party, words }) => [party, words.zh])).toEqual([
      ['section', '5 个工作日 3 小时'],
      ['receipt', '1 个工作日'],
      ['commissioner', '1 个工作日'],
      ['taskForce', '30 分钟'],
    ]);
    expect(sum(totals)).toBe(elapsed.minutes);
  });

  it('names who answered within each span, also where somebody stood in', () => {
    const away = {
      person: personOf(LEAD),
      from: shanghai('2026-11-02 14:00'),
      until: shanghai('2026-11-04 10:00'),
      reason: '培训',
    };
    const { spans } = accountOf(
      logOf(...life),
      shanghai('2026-11-04 12:00'),
      plain,
      smallCounty({ absences: [away] }),
    );
    const told = spans.map(({ party, answered }) => [
      party,
      answered.map(({ person, via, from }) => [person.id, via, from]),
    ]);
    expect(told).toEqual([
      ['taskForce', [[personOf(DUTY), 'holder', shanghai('2026-11-02 08:30')]]],
      [
        'receipt',
        [
          [personOf(LEAD), 'holder', shanghai('2026-11-02 09:00')],
          [personOf('330523-O1/B'), 'deputy', shanghai('2026-11-02 14:00')],
        ],
      ],
      ['commissioner', [[personOf('330523-O1/B'), 'deputy', shanghai('2026-11-03 09:00')]]],
      [
        'section',
        [
          [personOf('330523-O1/B'), 'deputy', shanghai('2026-11-04 09:00')],
          [personOf(LEAD), 'holder', shanghai('2026-11-04 10:00')],
        ],
      ],
    ]);
  });

  it('tells each change of the due date with its reason, and keeps the original', () => {
    const moved = logOf(
      ...life,
      { at: shanghai('2026-11-05 09:00'), type: 'grant', dueAt: shanghai('2026-11-16 17:30') },
      { at: shanghai('2026-11-06 09:00'), type: 'grant', state: 'parked', clock: 'upwardWait', dueAt: null },
      { at: shanghai('2026-11-10 09:00'), type: 'resume', state: 'resuming' },
      {
        at: shanghai('2026-11-10 09:01'),
        type: 'deadlineSet',
        detail: 'resumed',
        state: 'open.working.handling',
        clock: 'section',
        dueAt: shanghai('2026-11-18 17:30'),
      },
    );
    const account = accountOf(moved, shanghai('2026-11-11 12:00'));
    expect(account.dueChanges.map(({ reason }) => reason.zh)).toEqual([
      '交办，期限自此起算：2026-11-09 17:30 到期',
      '批准延期：由 2026-11-09 17:30 改为 2026-11-16 17:30',
      '挂账，时钟停走',
      '恢复办理，补回挂账时间：2026-11-18 17:30 到期',
    ]);
    expect(account).toMatchObject({
      originalDueAt: shanghai('2026-11-09 17:30'),
      dueAt: shanghai('2026-11-18 17:30'),
      late: null,
    });
    expect(account.summary.zh).toContain('2026-11-18 17:30 到期（原定 2026-11-09 17:30）');
    expect(accountOf(moved.slice(0, 6), shanghai('2026-11-20 12:00'))).toMatchObject({
      dueAt: null,
      late: null,
    });
  });

  it('holds a task that has passed against the claim that passed, not against how long the review took', () => {
    const claimed = { type: 'claimDone', state: 'open.claimed', clock: 'taskForce' };
    const reviewed = logOf(
      ...life,
      { at: shanghai('2026-11-06 09:00'), ...claimed },
      {
        at: shanghai('2026-11-09 09:00'),
        type: 'sendBack',
        state: 'open.working.handling',
        clock: 'commissioner',
      },
      { at: shanghai('2026-11-10 17:30'), ...claimed },
      { at: shanghai('2026-11-11 09:00'), type: 'urge' },
      { at: shanghai('2026-11-20 09:00'), type: 'pass', state: 'passed', dueAt: null },
    );
    const { late } = accountOf(reviewed, shanghai('2026-11-30 12:00'));
    expect(late).toMatchObject({ days: 1, cause: { party: 'commissioner' } });
    expect(late?.cause?.ofMinutes).toBe(
      workingMinutesBetween(county, shanghai('2026-11-02 09:00'), shanghai('2026-11-10 17:30')),
    );
    const inTime = reviewed.map((line) =>
      line.event.dueAt === null
        ? line
        : { ...line, event: { ...line.event, dueAt: shanghai('2026-11-10 17:30') } },
    );
    expect(accountOf(inTime, shanghai('2026-11-30 12:00')).late).toBeNull();
  });

  it('judges a unit that a ruling bound only by its own time', () => {
    const ruled = logOf(
      ...life,
      { at: shanghai('2026-11-10 09:00'), type: 'return', state: 'open.returned', clock: 'taskForce' },
      { at: shanghai('2026-11-12 09:00'), type: 'assign', state: 'open.ruling' },
      {
        ...dispatched,
        at: shanghai('2026-11-12 09:01'),
        dueAt: shanghai('2026-11-19 17:30'),
        owner: '330523-O2/A',
      },
    );
    const account = accountOf(ruled, shanghai('2026-11-20 17:30'));
    expect(account.dueChanges.at(-1)?.reason.zh).toBe(
      '裁定交办，期限重新起算：由 2026-11-09 17:30 改为 2026-11-19 17:30',
    );
    expect(account).toMatchObject({
      countedFrom: shanghai('2026-11-12 09:01'),
      originalDueAt: shanghai('2026-11-19 17:30'),
      late: { days: 1, cause: { party: 'receipt' } },
    });
  });

  it('reads what was written before the clock ledger off states and events', () => {
    const old = logOf(
      { at: shanghai('2026-11-02 08:30'), clock: null },
      { ...dispatched, clock: null, dueAt: null, givenDueAt: shanghai('2026-11-09 17:30') },
      { at: shanghai('2026-11-03 09:00'), type: 'receive', state: 'open.working', clock: null },
      {
        at: shanghai('2026-11-04 09:00'),
        type: 'report',
        clock: 'section',
        dueAt: shanghai('2026-11-09 17:30'),
      },
    );
    const { spans, dueChanges } = accountOf(old, shanghai('2026-11-05 09:00'));
    expect(spans.map(({ party }) => party)).toEqual(['taskForce', 'receipt', 'commissioner', 'section']);
    expect(dueChanges.map(({ to }) => to)).toEqual([shanghai('2026-11-09 17:30')]);
  });

  it('leaves to nobody what a workflow without a clock leaves open', () => {
    const lines = logOf({ at: shanghai('2026-11-02 08:30'), state: 'open' });
    const terms = {
      task: 't',
      context: {},
      until: shanghai('2026-11-02 09:30'),
      calendar: county,
      directory: smallCounty(),
    };
    expect(clockAccount(lines, { ...terms, definition: errand })).toMatchObject({
      totals: [{ party: null, minutes: 60, title: { zh: '不计时' } }],
      elapsed: { minutes: 60 },
      late: null,
    });
  });

  it('adds up for every log: the parties’ minutes are the elapsed ones, and in each span somebody answers', () => {
    const step = fc.record({
      minutes: fc.integer({ min: 0, max: 4 * 1440 }),
      clock: fc.constantFrom(null, ...Object.keys(CLOCK_PARTIES)),
      due: fc.option(fc.integer({ min: -5, max: 30 })),
      state: fc.constantFrom('open.dispatched', 'open.working.handling', 'open.claimed', 'parked', 'passed'),
      type: fc.constantFrom('routed', 'receive', 'grant', 'deadlineSet', 'pass', 'return'),
      owner: fc.constantFrom(LEAD, DUTY, '330523-O2/A'),
    });
    const directory = smallCounty();
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 15 }), fc.nat(20 * 1440), (steps, wait) => {
        let ms = Date.parse(shanghai('2026-09-20 08:00'));
        const given = steps.map(({ minutes, due, ...event }): Given => {
          ms += minutes * 60_000;
          const dueAt = due === null ? null : new Date(ms + due * 86_400_000).toISOString();
          return { ...event, at: new Date(ms).toISOString(), dueAt };
        });
        const until = new Date(ms + wait * 60_000).toISOString();
        const { spans, totals, elapsed } = accountOf(logOf(...given), until, plain, directory);
        expect(sum(totals)).toBe(elapsed.minutes);
        expect(sum(spans)).toBe(elapsed.minutes);
        expect(elapsed.minutes).toBe(workingMinutesBetween(county, given[0]?.at ?? '', until));
        for (const { from, to, answered } of spans) {
          expect([answered[0]?.from, answered.at(-1)?.until]).toEqual([from, to]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
