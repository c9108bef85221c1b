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

/** Builds the matcher of a set of phrases; empty phrases are left out. */
export function buildPhraseTrie<V>(phrases: Iterable<readonly [string, V]>): PhraseTrie<V> {
  const root = node<V>();
  for (const [phrase, value] of phrases) {
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
    let best: PhraseTrie<V>['entry'];
    let at: PhraseTrie<V> | undefined = trie;
    for (let index = start; index < text.length; index++) {
      at = at.children.get(text.charCodeAt(index));
      if (at === undefined) break;
      best = at.entry ?? best;
    }
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
