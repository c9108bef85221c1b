import { setTimeout as delay } from 'node:timers/promises';
import { type Program, startProgram } from '../../support/program.ts';

export interface MemberTerms {
  readonly name: string;
  readonly entry: 'src/main/api' | 'src/main/worker';
  readonly env: Readonly<Record<string, string>>;
  /** Folder of the built product with which it begins; that of this checkout where none is named. */
  readonly dist?: string | undefined;
}

/** A process of the product that is started again whenever it ends. */
export interface Member {
  readonly name: string;
  /** Times it ended by SIGKILL, and times it ended otherwise although nobody stopped it. */
  readonly figures: { killed: number; gaveUp: number; replaced: number };
  /** Arms a failpoint: kills it and starts it with that plan. Resolves with whether it struck within the time. */
  strike(plan: string, withinMs: number): Promise<boolean>;
  kill(): void;
  pause(): void;
  resume(): void;
  signal(signal: NodeJS.Signals): void;
  /** All that it ever wrote. */
  output(): string;
  /** Ends it politely and starts the product of this checkout in its place. */
  replace(): Promise<void>;
  /** Ends it for good, politely. */
  stop(): Promise<void>;
}

const RESPAWN_MS = 100;
/** As long as a supervisor would wait for a process that was asked to end. */
const REPLACED_WITHIN_MS = 30_000;

/** Starts a member of the crew. */
export function startMember({ name, entry, env, dist }: MemberTerms): Member {
  const figures = { killed: 0, gaveUp: 0, replaced: 0 };
  let product = dist;
  let earlier = '';
  let stopping = false;
  let isReplaced = false;
  const armed: { plan?: string } = {};
  let program = launch();

  function launch(): Program {
    const started = startProgram(entry, {
      env: armed.plan === undefined ? env : { ...env, FAILPOINT: armed.plan },
      ...(product === undefined ? {} : { dist: product }),
    });
    void started.ended.then(({ signal }) => {
      earlier += started.output();
      if (stopping) return;
      if (isReplaced) figures.replaced++;
      else if (signal === 'SIGKILL') figures.killed++;
      else figures.gaveUp++;
      isReplaced = false;
      // A plan strikes once; a member that could not even start keeps it.
      if (started.output().includes('FAILPOINT ')) delete armed.plan;
      setTimeout(() => {
        if (!stopping) program = launch();
      }, RESPAWN_MS);
    });
    return started;
  }

  return {
    name,
    figures,
    async strike(next, withinMs) {
      armed.plan = next;
      program.signal('SIGKILL');
      const startedAt = performance.now();
      let asked = false;
      while (armed.plan !== undefined && performance.now() - startedAt < withinMs) {
        // The point of the drain is only passed by one who is asked to stop, after it had time to start.
        if (next.startsWith('W4') && !asked && performance.now() - startedAt > withinMs / 2) {
          asked = true;
          program.signal('SIGTERM');
        }
        await delay(20);
      }
      const struck = armed.plan === undefined;
      delete armed.plan;
      return struck;
    },
    kill: () => program.signal('SIGKILL'),
    pause: () => program.signal('SIGSTOP'),
    resume: () => program.signal('SIGCONT'),
    signal: (signal) => program.signal(signal),
    output: () => earlier + program.output(),
    async replace() {
      product = undefined;
      isReplaced = true;
      const old = program;
      old.signal('SIGTERM');
      await Promise.race([old.ended, delay(REPLACED_WITHIN_MS, undefined, { ref: false })]);
      old.signal('SIGKILL');
      await old.ended;
    },
    async stop() {
      stopping = true;
      program.signal('SIGCONT');
      program.signal('SIGTERM');
      await Promise.race([program.ended, delay(15_000, undefined, { ref: false })]);
      await program.dispose();
    },
  };
}
