import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Debian's package `faketime` puts what is preloaded. */
const LIBRARIES = ['x86_64', 'aarch64'].map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketime.so.1`);

export interface SettableClock {
  /** Of processes that are to be shown it. */
  readonly env: Readonly<Record<string, string>>;
  set(aheadSeconds: number): Promise<void>;
}

/**
 * A machine's clock that can be set while processes run, as an operator or a time server does; spans of time go on being
 * measured right. Undefined where it is not installed, or the harness itself lives by such a clock.
 */
export async function settableClock(folder: string): Promise<SettableClock | undefined> {
  const library = LIBRARIES.find(existsSync);
  if (library === undefined || process.env.LD_PRELOAD !== undefined) return undefined;
  const file = join(folder, 'clock');
  const set = (aheadSeconds: number) => writeFile(file, `${aheadSeconds < 0 ? '' : '+'}${aheadSeconds}\n`);
  await set(0);
  return {
    set,
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    },
  };
}
