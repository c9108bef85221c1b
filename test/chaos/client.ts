import { setTimeout as delay } from 'node:timers/promises';
import type { Operation } from './checker/operation.ts';

/** A command as a client repeats it: always the same under the same key. */
export interface Command {
  readonly key: string;
  readonly principal: string;
  readonly type: string;
  readonly data: unknown;
  readonly task: string | null;
  readonly expected: number;
}

/** One try of a command; rejects where nobody can know what became of it. */
export type Door = (command: Command) => Promise<Operation['outcome']>;

export interface ClientSettings {
  /** Entrances to the product; each try takes the next one. */
  readonly doors: readonly Door[];
  readonly random: () => number;
  /** Share of answers that do not reach the client, which then tries again. */
  readonly deafness: number;
  /** How long a command is tried before its outcome counts as unknown. */
  readonly patienceMs: number;
}

export interface Client {
  readonly history: readonly Operation[];
  /**
   * Sends a command under a key of its own until there is an answer; `payload` gets the mark to carry. Where an entrance
   * is given, the first try takes it and hears its answer.
   */
  run(
    command: Omit<Command, 'key' | 'data'>,
    payload: (mark: string) => unknown,
    entrance?: number,
  ): Promise<Operation['outcome']>;
}

/** A client that repeats its commands under the same key and writes down what it was told. */
export function createClient({ doors, random, deafness, patienceMs }: ClientSettings): Client {
  const history: Operation[] = [];
  let count = 0;
  let tried = 0;

  /** Whatever goes wrong on the way, the command is repeated under its key until an answer comes. */
  async function attempt(command: Command, entrance: number | undefined): Promise<Operation['outcome']> {
    try {
      const outcome = await doors[(entrance ?? tried++) % doors.length]?.(command);
      if (outcome !== undefined && (entrance !== undefined || random() >= deafness)) return outcome;
      return { is: 'unknown', error: 'the answer did not arrive' };
    } catch (error) {
      return { is: 'unknown', error: String(error) };
    }
  }

  return {
    history,
    async run(given, payload, entrance) {
      const op = `op${++count}x`;
      const data = payload(op);
      const command = { ...given, key: `key-${op}`, data };
      const marked = JSON.stringify(data).includes(op);
      const started = performance.now();
      let outcome: Operation['outcome'] = { is: 'unknown', error: 'it was never tried' };
      let tries = 0;
      while (outcome.is === 'unknown' && performance.now() - started < patienceMs) {
        if (tries++ > 0) await delay(5 + random() * 40);
        outcome = await attempt(command, tries === 1 ? entrance : undefined);
      }
      const { principal, type, task, expected } = given;
      const { key } = command;
      history.push({
        op,
        key,
        principal,
        type,
        task,
        expected,
        marked,
        started,
        ended: performance.now(),
        tries,
        outcome,
      });
      return outcome;
    },
  };
}
