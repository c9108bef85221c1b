/** The longest time in milliseconds for which the event loop could not turn while work ran. */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  let next = setImmediate(function again() {
    turn();
    next = setImmediate(again);
  });
  await work();
  // What ran last has held up the turn that is still to come.
  turn();
  clearImmediate(next);
  return longest;
}
