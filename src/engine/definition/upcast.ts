import type { StoredSnapshot, WorkflowDefinition } from './define.ts';

/** Raises stored data to the program's version, one upcaster per version; throws when an upcaster is missing. */
export function upcast(
  definition: WorkflowDefinition,
  version: number,
  stored: StoredSnapshot,
): StoredSnapshot {
  const { name, version: known, upcasters } = definition;
  if (version > known) {
    throw new Error(`${name}: stored under version ${version}, this program knows up to ${known}.`);
  }
  let current = stored;
  for (let from = version; from < known; from++) {
    const step = upcasters[from];
    if (step === undefined) throw new Error(`${name}: no upcaster from version ${from} to ${from + 1}.`);
    current = step(current);
  }
  return current;
}
