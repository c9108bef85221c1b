import { msOfInstant } from '../../src/calendar/shanghai-time.ts';
import { commandLineOf, JSON_OPTION, someOf, UsageFault } from '../../src/platform/process/command-line.ts';
import { Problem } from '../../src/platform/wording/problem.ts';
import { DAY_NAMES, DAYS, type Day } from './days.ts';
import { type DayRun, printDays } from './print-days.ts';
import { runSuite } from './run-suite.ts';

/** Exit code 0 where the suite held on every day. */
const { json, days, patterns } = commandLineOf(
  {
    name: 'npm run test:anyday --',
    zh: '在不同日期下运行全部测试',
    en: 'runs the whole test suite on several days',
    operands: '[PATTERN ...]',
    options: {
      json: JSON_OPTION,
      days: {
        type: 'string',
        value: 'LIST',
        default: DAY_NAMES.join(','),
        zh: '在这些日子',
        en: 'on these days',
      },
      at: {
        type: 'string',
        value: 'INSTANT',
        zh: '只在这一时刻，如 2030-01-01T09:00:00+08:00',
        en: 'at this instant alone, such as 2030-01-01T09:00:00+08:00',
      },
    },
  },
  ({ values, positionals }) => ({
    json: values.json,
    days: values.at === undefined ? someOf('days', values.days, DAY_NAMES).map(named) : [instant(values.at)],
    patterns: positionals,
  }),
);

const runs: DayRun[] = [];
for (const { name, day } of days) {
  const nowMs = Date.now();
  const instantMs = day.instantMs(nowMs) ?? nowMs;
  process.stderr.write(`${name}: ${day.zh} / ${day.en}, ${new Date(instantMs).toISOString()}\n`);
  const run = await runSuite(Math.round((instantMs - nowMs) / 1_000), patterns);
  runs.push({ name, at: new Date(instantMs).toISOString(), ...run });
}
const held = runs.every((run) => run.held);
process.stdout.write(json ? `${JSON.stringify({ held, runs })}\n` : printDays(runs));
process.exitCode = held ? 0 : 1;

function named(name: (typeof DAY_NAMES)[number]): { readonly name: string; readonly day: Day } {
  return { name, day: DAYS[name] };
}

function instant(text: string): { readonly name: string; readonly day: Day } {
  try {
    const ms = msOfInstant(text, '--at');
    return { name: text, day: { zh: '指定时刻', en: 'as asked for', instantMs: () => ms } };
  } catch (error) {
    throw error instanceof Problem ? new UsageFault(error.message) : error;
  }
}
