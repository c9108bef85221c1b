import { spawn } from 'node:child_process';

/** Ends the guard without touching the child. */
export type Release = () => void;

/**
 * Sends `signal` to the child as soon as this process is gone, however it went (also by kill -9), so that no
 * server outlives its owner. A small shell waits on a pipe that only this process holds open.
 */
export function guardChild(pid: number, signal: 'INT' | 'TERM' | 'KILL'): Release {
  const guard = spawn(
    '/bin/sh',
    ['-c', 'read -r _; kill -s "$1" "$2"', 'onedoor-guard', signal, String(pid)],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
    },
  );
  guard.unref();
  const pipe = guard.stdin;
  // An unreferenced pipe does not keep this process alive; ChildProcess types stdin as a plain Writable.
  if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  pipe.on('error', () => pipe.destroy());
  return () => {
    guard.kill('SIGKILL');
    pipe.destroy();
  };
}
