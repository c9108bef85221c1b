import { resolve } from 'node:path';
import { workflows } from '../../../workflows/index.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { coverage } from '../../directory/resolve/coverage.ts';
import { readDirectory } from '../../directory/store/read-directory.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { UsageFault, wholeNumber } from '../../platform/process/command-line.ts';
import { lintRouting } from '../../routing/rules/lint-routing.ts';
import { loadRules } from '../../routing/rules/load-rules.ts';
import { whatIf } from '../../routing/what-if.ts';
import { officeCalendarOf } from '../../tasks/clock/office-calendar.ts';
import { readPastMatters } from '../../tasks/store/precedents/past-matters.ts';
import { readRulings } from '../../tasks/store/precedents/read-rulings.ts';
import { countyDayOf } from '../../vocabulary/county-day.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { bookOf, loadRoutingFiles, loadTaxonomy } from '../opening/routing-files.ts';
import { type Command, print } from './command.ts';
import { withLedger } from './with-ledger.ts';

/** Commands about the county: who covers it, and how matters are routed in it. */
export const countyCommands: Readonly<Record<string, Command>> = {
  coverage: {
    zh: '覆盖核查：今后 60 个工作日各单位是否都有人',
    en: 'whether each unit has somebody for each of the next 60 working days',
    options: ['json', 'days'],
    run: ({ json, days = '60' }) => {
      const workingDays = wholeNumber('days', days, 1);
      return withLedger(async ({ pool, config }) => {
        const calendar = await calendarAtHand(pool, config);
        const directory =
          (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), loadTaxonomy());
        const today = countyDayOf(Date.now());
        const covered = coverage(directory, officeCalendarOf(calendar), today, workingDays);
        print(json, covered, [
          ...covered.gaps.map(
            ({ unitName, day, reason }) => `✗ ${day} ${unitName}: ${reason.zh} / ${reason.en}`,
          ),
          `${covered.units.length} units, ${covered.workingDays} working days to ${covered.to}, ${covered.gaps.length} gap(s).`,
        ]);
        return covered.gaps.length === 0 ? 0 : 1;
      });
    },
  },
  'routing lint': {
    zh: '派单检查（按现行目录）：规则被遮蔽或不可达、无人负责、别名重复、职责和边界指向不存在的单位',
    en: 'check routing over the directory in force: rules, categories, names, duties and boundaries',
    options: ['json', 'rules'],
    run: ({ json, rules }) =>
      withLedger(async ({ pool, config }) => {
        const files = loadRoutingFiles();
        const directory =
          (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), files.taxonomy);
        const findings = lintRouting(
          rules === undefined ? files.rules : loadRules(rules),
          directory,
          files.taxonomy,
          new Date().toISOString(),
          files.text,
        );
        print(json, findings, [
          ...findings.map(
            ({ severity, about, sentence }) => `${severity} ${about}: ${sentence.zh} / ${sentence.en}`,
          ),
          `${findings.length} finding(s), directory version ${directory.version}.`,
        ]);
        return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
      }),
  },
  'routing what-if': {
    zh: '规则推演：换用 --rules 文件后，哪些历史任务会改派',
    en: 'replay history under --rules FILE and list which past tasks would move',
    options: ['json', 'rules'],
    run: ({ json, rules }) =>
      withLedger(async ({ pool, config }) => {
        if (rules === undefined)
          throw new UsageFault('expected --rules FILE, e.g. onedoor routing what-if --rules new.yaml');
        const directory =
          (await readDirectory(pool)) ?? loadDirectory(resolve(config.directoryDir), loadTaxonomy());
        const files = loadRoutingFiles();
        const by = { database: pool, registry: createRegistry(workflows) };
        const book = bookOf(files, directory, await readRulings(by), new Date().toISOString());
        const history = await readPastMatters(by);
        const moves = whatIf(loadRules(rules), history, book);
        print(json, { history: history.length, moves }, [
          ...moves.map(
            ({ title, from, to, sentence }) =>
              `${title}: ${from ?? '人工'} → ${to ?? '人工'}  ${sentence.zh}`,
          ),
          `${moves.length} of ${history.length} past tasks would move.`,
        ]);
        return 0;
      }),
  },
};
