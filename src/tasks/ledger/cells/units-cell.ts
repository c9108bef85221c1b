/** Several units in one cell are written with one of these between them. */
const SEPARATOR = /[;；、，,\n|]/;

/** The names in a cell of units, each once; what stands within “ and ” is one name. */
export function unitsIn(cell: string): readonly string[] {
  const names = cell.match(/“[^”]*”|[^;；、，,\n|]+/gu) ?? [];
  const bare = names.map((name) =>
    name
      .trim()
      .replace(/^“([^”]*)”$/u, '$1')
      .trim(),
  );
  return [...new Set(bare.filter((name) => name !== ''))];
}

/** The cell that `unitsIn` reads the same names from. */
export function unitsCell(names: readonly string[]): string {
  return names.map((name) => (SEPARATOR.test(name) ? `“${name}”` : name)).join('；');
}
