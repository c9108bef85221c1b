import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Cuts a text into words. */
export type Segment = (text: string) => readonly string[];

// High enough that a dictionary phrase beats the words it is made of.
const FREQUENCY = 100_000;
const WORD = /^[\p{Script=Han}A-Za-z0-9]{2,12}$/u;
const BARE_NUMBER = /^\d+$/u;

/** A segmenter that knows these words besides the general dictionary; loading takes a few tenths of a second. */
export function segmenterWith(words: Iterable<string>): Segment {
  const lines = [''];
  for (const word of new Set(words)) if (WORD.test(word)) lines.push(`${word} ${FREQUENCY} n`);
  // One dictionary at once: loading words into a ready segmenter builds its automaton a second time.
  const jieba = Jieba.withDict(Buffer.concat([dict, Buffer.from(`${lines.join('\n')}\n`)]));
  return (text) => jieba.cut(text, false).filter((word) => WORD.test(word) && !BARE_NUMBER.test(word));
}
