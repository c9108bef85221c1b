import { spawnSync } from 'node:child_process';

/** Servers lie where an ordinary user's PATH may not lead. */
const PATH = `${process.env.PATH}:/usr/sbin:/usr/local/sbin`;

/** Whether a program can be started by its name. */
export function isInstalled(program: string): boolean {
  const args = ['-c', 'command -v "$1"', 'sh', program];
  return spawnSync('/bin/sh', args, { stdio: 'ignore', env: { ...process.env, PATH } }).status === 0;
}

/** The environment in which it is found. */
export const environmentOfServers: NodeJS.ProcessEnv = { ...process.env, PATH };
