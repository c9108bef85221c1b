import { setImmediate } from 'node:timers/promises';

/** Work that says after each small part of it that other work may come between; what it returns is its result. */
export type Work<T> = Generator<void, T>;

/** Runs work to its end while everything else waits. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done === true) return part.value;
  }
}

// Long enough that pausing costs little, short enough that nobody notices.
const SLICE_MS = 10;

/** Runs work beside other work, in slices with the event loop's turn between them; undefined once it is no longer `wanted`. */
export async function inSlices<T>(work: Work<T>, wanted: () => boolean = () => true): Promise<T | undefined> {
  let since = performance.now();
  while (wanted()) {
    const part = work.next();
    if (part.done === true) return part.value;
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return undefined;
}
