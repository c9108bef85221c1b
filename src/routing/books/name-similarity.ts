/** The pairs of neighbouring characters of a text, each once; a single character stands for itself. */
export function bigramsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  if (text.length === 1) pairs.add(text);
  for (let index = 0; index + 1 < text.length; index++) pairs.add(text.slice(index, index + 2));
  return pairs;
}

/** How alike two short texts look, 0–1: shared pairs of characters over all pairs (Dice). */
export function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared++;
  return (2 * shared) / (left.size + right.size);
}
