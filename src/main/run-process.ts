import { setFlagsFromString } from 'node:v8';
import type { Config } from '../platform/config/config-schema.ts';
import { commandLineOf } from '../platform/process/command-line.ts';
import { stopOnSignals } from '../platform/process/lifecycle.ts';
import { createLog, type Log } from '../platform/process/log.ts';
import { loadOwnSettings } from './opening/own-settings.ts';
import { type Part, type StartedProcess, startProcess } from './start-process.ts';
import { tellFailure } from './tell-failure.ts';

/*
 * Young garbage is a few MiB at a time: to wake helper threads for it costs more than they do (3 to 11 % of the CPU of a
 * busy door on two cores), and PostgreSQL wants those cores.
 */
setFlagsFromString('--no-parallel-scavenge');

const ABOUT = {
  zh: '启动服务，直到收到停止信号；设置来自 onedoor.yaml 和环境变量（onedoor config print）',
  en: 'serves until it is told to stop; settings come from onedoor.yaml and the environment',
};

/** Reads the configuration, starts a part and runs it until a signal; ends with 1 and one clear line where it cannot. */
export async function runProcess(
  part: Part,
  onStarted?: (started: StartedProcess, config: Config, log: Log) => void,
): Promise<void> {
  commandLineOf({ name: `onedoor (${part})`, ...ABOUT, options: {} }, () => undefined);
  // The reader of what we write may be gone (a closed terminal, a broken pipe): that is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    const { config } = loadOwnSettings();
    const log = createLog({ level: config.logLevel, role: part, pretty: process.stderr.isTTY });
    const started = await startProcess(part, config, log);
    stopOnSignals(started.lifecycle);
    onStarted?.(started, config, log);
  } catch (error) {
    process.stderr.write(`onedoor: ${tellFailure(error)}\n`);
    process.exit(1);
  }
}
