/** The parts of a category path as it was written, from the widest: full-width slashes and `>` part them, too. */
export function categoryParts(category: string): readonly string[] {
  return category
    .normalize('NFKC')
    .split(/[/>]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A category path in one spelling; empty when there is none. */
export function normaliseCategory(category: string | undefined): string {
  return categoryParts(category ?? '').join('/');
}

/** Whether a category is another or lies below it, both by their parts. */
export function isWithinCategory(parts: readonly string[], above: readonly string[]): boolean {
  return above.length > 0 && above.every((part, n) => parts[n] === part);
}
