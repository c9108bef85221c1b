/** Places where two wait for each other, so that what must happen side by side does so on a slow machine too. */
export interface Meetings {
  /** From now on the next two who come here meet. */
  expect(place: string): void;
  /** Waits for the other where a meeting is expected; answers whether one was. */
  come(place: string): Promise<boolean>;
  /** Lets go whoever waits: the other will not come. */
  open(place: string): void;
}

/** Makes an empty set of them: nobody waits where nothing is expected. */
export function createMeetings(): Meetings {
  const expected = new Map<string, (() => void) | undefined>();

  function open(place: string): void {
    const release = expected.get(place);
    expected.delete(place);
    release?.();
  }

  return {
    expect: (place) => void expected.set(place, undefined),
    open,
    async come(place) {
      if (!expected.has(place)) return false;
      if (expected.get(place) === undefined) {
        await new Promise<void>((resolve) => void expected.set(place, resolve));
      } else {
        open(place);
      }
      return true;
    },
  };
}
