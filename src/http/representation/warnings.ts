import type { ChangedTask } from '../../contract/task.ts';
import type { Language } from '../../platform/wording/words.ts';
import type { EntryNote } from '../../tasks/entry/note.ts';

const NONE: ChangedTask['warnings'] = [];

/** What was taken with a warning, in the caller's language, which is only asked for where there is something to say. */
export function warningsIn(language: () => Language, notes: readonly EntryNote[]): ChangedTask['warnings'] {
  if (notes.length === 0) return NONE;
  const spoken = language();
  return notes.map(({ pointer, code, message, nearest }) => ({
    pointer,
    code,
    message: message[spoken],
    nearest,
  }));
}
