import { type Matter, textOf } from '../matter.ts';

/** The two kinds of text that come in: a task in the language of documents, and a message of a citizen. */
export type TextKind = 'task' | 'message';

/** Which kind a matter is: who says "I", asks or complains writes a message. */
export function kindOf(matter: Matter, personal: readonly string[]): TextKind {
  const text = textOf(matter);
  return personal.some((word) => text.includes(word)) ? 'message' : 'task';
}
