import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram } from '../../support/program.ts';

type Environment = Readonly<Record<string, string>>;

/** Starts a worker over an empty ledger of its own on the queue that is given; answers how it is ended. */
export async function foreigners(env: Environment, folder: string): Promise<() => Promise<void>> {
  const own = join(folder, 'foreign');
  await mkdir(own);
  const theirs = { ...env, ONEDOOR_DATA_DIR: own, PORT: '0' };
  // A door brings the tables and the directory; then it has nothing more to do.
  const door = startProgram('src/main/api', { env: theirs });
  await door.said(/"url":"http/);
  door.signal('SIGTERM');
  await door.ended;
  const worker = startProgram('src/main/worker', { env: theirs });
  return () => worker.dispose();
}

/** Starts an instance on a folder so many times while another owns it; answers how many were turned away. */
export async function turnedAway(times: number, folder: string): Promise<number> {
  if (times === 0) return 0;
  const own = join(folder, 'owned');
  await mkdir(own);
  const env = { ONEDOOR_DATA_DIR: own, PORT: '0' };
  const owner = startProgram('src/main/all-in-one', { env });
  await owner.said(/"url":"http/);
  let turned = 0;
  for (let n = 0; n < times; n++) {
    const { code } = await startProgram('src/main/all-in-one', { env }).ended;
    if (code !== 0) turned++;
  }
  owner.signal('SIGTERM');
  await owner.ended;
  return turned;
}
