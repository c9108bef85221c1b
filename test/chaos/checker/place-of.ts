import type { StoredEffect } from './stored.ts';

/** Names an effect. */
export function placeOf({
  taskId,
  revision,
  position,
}: Pick<StoredEffect, 'taskId' | 'revision' | 'position'>): string {
  return `${taskId}/${revision}/${position}`;
}

/** A value as it is after it was stored. */
export function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
