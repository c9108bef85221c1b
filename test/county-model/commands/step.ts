import { toStringMethod } from 'fast-check';
import type { CountyWorld } from '../county-world.ts';

/** What became of a command: done, refused by the product, or there was nothing to do it to. */
export type Outcome = { readonly is: 'done' | 'refused' | 'idle'; readonly what: string };

/** Something that happens in the county; numbers choose, and what they choose depends on how far things have come. */
export interface Step {
  readonly name: string;
  run(world: CountyWorld): Promise<Outcome>;
  /** The call with its arguments. */
  toString(): string;
}

/** A step that a counter-example shows as a call with its arguments. */
export function step(
  name: string,
  args: readonly unknown[],
  run: (world: CountyWorld) => Promise<Outcome>,
): Step {
  const text = `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
  const made = { name, run, toString: () => text };
  return Object.assign(made, { [toStringMethod]: () => text });
}

/** An element of a list by any number. */
export function nth<T>(list: readonly T[], n: number): T | undefined {
  return list.length === 0 ? undefined : list[n % list.length];
}
