import { type AsyncCommand, toStringMethod } from 'fast-check';
import type { RealWorld } from '../real-world.ts';
import type { World } from '../world.ts';

/** Something that is done to the product and foretold by the model. */
export type ModelCommand = AsyncCommand<World, RealWorld>;

/** Numbers that a command chooses by: what they mean depends on how far the sequence has come. */
export interface Choice {
  readonly door: number;
  readonly task: number;
  readonly who: number;
  readonly what: number;
}

/** Makes a command that a counter-example shows as a call with its arguments. */
export function command(
  name: string,
  args: readonly unknown[],
  { check = () => true, run }: Partial<Pick<ModelCommand, 'check'>> & Pick<ModelCommand, 'run'>,
): ModelCommand {
  const text = `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
  const named = { check, run, toString: () => text };
  return Object.assign(named, { [toStringMethod]: () => text });
}

/** An element of a list by any number. */
export function nth<T>(list: readonly T[], n: number): T {
  if (list.length === 0) throw new Error('There is nothing to choose from.');
  return list[n % list.length] as T;
}

export const hasTasks = ({ tasks }: Readonly<World>): boolean => tasks.length > 0;
