import { resolve } from 'node:path';
import { workflows } from '../../../workflows/index.ts';
import { examine, type Finding } from '../../doctor/examine.ts';
import { createRegistry } from '../../engine/definition/registry.ts';
import { rehearse } from '../../engine/rehearse.ts';
import { unparkEffects } from '../../engine/store/effects-store.ts';
import { printConfig } from '../../platform/config/config.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { calendarAtHand } from '../opening/calendar-at-hand.ts';
import { loadOwnSettings } from '../opening/own-settings.ts';
import { accountCommands } from './account-commands.ts';
import { calendarCommands } from './calendar-commands.ts';
import { type Command, print } from './command.ts';
import { countyCommands } from './county-commands.ts';
import { directoryCommands } from './directory-commands.ts';
import { importCommand } from './import-command.ts';
import { keyCommands } from './key-commands.ts';
import { migrateCommand } from './migrate-command.ts';
import { restoredCommand } from './restored-command.ts';
import { withLedger } from './with-ledger.ts';

/** Every command of `onedoor`, by its words. */
export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    zh: '体检：数据库、队列、日历、磁盘、积压',
    en: 'examine database, queue, calendar, disk and backlog',
    options: ['json'],
    run: ({ json }) =>
      withLedger(async ({ pool, queue, config }) => {
        const calendar = await calendarAtHand(pool, config);
        const registry = createRegistry(workflows);
        const dataDir = resolve(config.dataDir);
        const findings = await examine({ pool, queue, registry, calendar, dataDir, nowMs: Date.now() });
        print(json, findings, findings.map(findingLine));
        return findings.some(({ verdict }) => verdict === 'fail') ? 1 : 0;
      }),
  },
  rehearse: {
    zh: '预演：在办任务逐一通过本程序的流程版本',
    en: 'run every live task through the workflow versions of this program, in memory',
    options: ['json'],
    run: ({ json }) =>
      withLedger(async ({ pool }) => {
        const rehearsal = await rehearse(pool, createRegistry(workflows));
        const { tasks, moved, findings } = rehearsal;
        print(json, rehearsal, [
          ...findings.map(
            ({ taskId, workflow, fromVersion, toVersion, kind, detail }) =>
              `${kind}  ${taskId}  ${workflow} v${fromVersion}→v${toVersion}  ${detail}`,
          ),
          `${tasks} live tasks, ${moved} would move to a newer version, ${findings.length} finding(s).`,
        ]);
        return findings.length === 0 ? 0 : 1;
      }),
  },
  unpark: {
    zh: '恢复：某任务被搁置的作用重新办理',
    en: 'give the parked effects of a task another round of attempts',
    operands: 'TASK',
    options: ['json'],
    run: ({ json, operands: [taskId] }) =>
      withLedger(async ({ pool }) => {
        if (taskId === undefined)
          throw new UsageFault('expected the id of a task, e.g. onedoor unpark 0193…');
        const unparked = await unparkEffects(pool, taskId);
        print(json, { taskId, unparked }, [`${unparked} effect(s) of ${taskId} will be tried again.`]);
        return unparked > 0 ? 0 : 1;
      }),
  },
  'config check': {
    zh: '检查配置',
    en: 'check the configuration',
    options: [],
    run: () => {
      loadOwnSettings();
      process.stdout.write('The configuration is valid.\n');
      return Promise.resolve(0);
    },
  },
  'config print': {
    zh: '列出配置（隐去密码）',
    en: 'print the configuration without secrets',
    options: [],
    run: () => {
      process.stdout.write(printConfig(loadOwnSettings()));
      return Promise.resolve(0);
    },
  },
  ...migrateCommand,
  ...importCommand,
  ...accountCommands,
  ...countyCommands,
  ...directoryCommands,
  ...calendarCommands,
  ...keyCommands,
  ...restoredCommand,
};

function findingLine({ check, verdict, detail, advice }: Finding): string {
  const mark = { ok: '✓', warn: '!', fail: '✗' }[verdict];
  return `${mark} ${check}: ${detail}${advice === undefined ? '' : `\n    → ${advice}`}`;
}
