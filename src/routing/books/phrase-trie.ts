import { atOnce, type Work } from '../../platform/in-slices.ts';

/** A set of phrases with a value each, ready to be found in running text. */
export interface PhraseTrie<V> {
  readonly children: Map<number, PhraseTrie<V>>;
  entry: { readonly phrase: string; readonly value: V } | undefined;
}

/** A phrase found in a text at `start` (inclusive) to `end` (exclusive), in UTF-16 units. */
export interface PhraseHit<V> {
  readonly phrase: string;
  readonly value: V;
  readonly start: number;
  readonly end: number;
}

function node<V>(): PhraseTrie<V> {
  return { children: new Map(), entry: undefined };
}

const PHRASES_AT_ONCE = 250;

/** Builds the matcher of a set of phrases while everything else waits. */
export function buildPhraseTrie<V>(phrases: Iterable<readonly [string, V]>): PhraseTrie<V> {
  return atOnce(growPhraseTrie(phrases));
}

/** Builds the matcher of a set of phrases in small parts; empty phrases are left out. */
export function* growPhraseTrie<V>(phrases: Iterable<readonly [string, V]>): Work<PhraseTrie<V>> {
  const root = node<V>();
  let grown = 0;
  for (const [phrase, value] of phrases) {
    if (++grown % PHRASES_AT_ONCE === 0) yield;
    if (phrase === '') continue;
    let at = root;
    for (let index = 0; index < phrase.length; index++) {
      const code = phrase.charCodeAt(index);
      let next = at.children.get(code);
      if (next === undefined) {
        next = node<V>();
        at.children.set(code, next);
      }
      at = next;
    }
    at.entry = { phrase, value };
  }
  return root;
}

/** The longest phrases of a text from left to right, none overlapping another. */
export function scanPhrases<V>(trie: PhraseTrie<V>, text: string): PhraseHit<V>[] {
  const hits: PhraseHit<V>[] = [];
  for (let start = 0; start < text.length; ) {
    const best = longestAt(trie, text, start);
    if (best === undefined) {
      start++;
      continue;
    }
    const end = start + best.phrase.length;
    hits.push({ ...best, start, end });
    start = end;
  }
  return hits;
}

/** The longest phrase at each place of a text, overlapping or not, without those that lie within another. */
export function scanOverlapping<V>(trie: PhraseTrie<V>, text: string): PhraseHit<V>[] {
  const hits: PhraseHit<V>[] = [];
  let reached = 0;
  for (let start = 0; start < text.length; start++) {
    const best = longestAt(trie, text, start);
    if (best === undefined) continue;
    const end = start + best.phrase.length;
    if (end <= reached) continue;
    hits.push({ ...best, start, end });
    reached = end;
  }
  return hits;
}

function longestAt<V>(trie: PhraseTrie<V>, text: string, start: number): PhraseTrie<V>['entry'] {
  let best: PhraseTrie<V>['entry'];
  let at: PhraseTrie<V> | undefined = trie;
  for (let index = start; index < text.length; index++) {
    at = at.children.get(text.charCodeAt(index));
    if (at === undefined) break;
    best = at.entry ?? best;
  }
  return best;
}

/** Every phrase of a text wherever it stands, those within others included; each once. */
export function phrasesIn<V>(trie: PhraseTrie<V>, text: string): Map<string, V> {
  const found = new Map<string, V>();
  for (let start = 0; start < text.length; start++) {
    let at: PhraseTrie<V> | undefined = trie;
    for (let index = start; index < text.length; index++) {
      at = at.children.get(text.charCodeAt(index));
      if (at === undefined) break;
      if (at.entry) found.set(at.entry.phrase, at.entry.value);
    }
  }
  return found;
}
