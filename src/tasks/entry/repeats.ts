import { pointerOf } from '../../platform/wording/problem-parts.ts';
import type { EntryNote } from './note.ts';

type Place = readonly (string | number)[];

/** Entries of any list in some data that are the same to the letter. */
export function repeatsIn(data: unknown, path: Place): readonly EntryNote[] {
  if (Array.isArray(data)) {
    return [...repeatsAt(data, path), ...data.flatMap((value, n) => within(value, [...path, n]))];
  }
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => within(value, [...path, key]));
}

function within(value: unknown, path: Place): readonly EntryNote[] {
  return typeof value === 'object' ? repeatsIn(value, path) : [];
}

function repeatsAt(list: readonly unknown[], path: Place): readonly EntryNote[] {
  const seen = new Map<string, number>();
  return list.flatMap((value, place): readonly EntryNote[] => {
    const text = JSON.stringify(value);
    const earlier = seen.get(text);
    if (earlier === undefined) {
      seen.set(text, place);
      return [];
    }
    const message = {
      zh: `第 ${place + 1} 项与第 ${earlier + 1} 项相同，请只写一次`,
      en: `Entry ${place + 1} is the same as entry ${earlier + 1}: write it once`,
    };
    const pointer = pointerOf([...path, place]);
    return [{ verdict: 'refused', code: 'repeated', pointer, value, message, nearest: [] }];
  });
}
