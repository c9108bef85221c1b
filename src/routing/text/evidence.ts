import { type PhraseTrie, scanOverlapping, scanPhrases } from '../books/phrase-trie.ts';
import type { BoundaryBook } from '../duties/boundary-book.ts';
import type { Matter } from '../matter.ts';
import { isWord, markSaid, marksIn, strengthOf } from './marks.ts';
import type { Phrases } from './phrases.ts';
import type { Posting, Postings } from './posting.ts';
import type { Segment } from './segment.ts';
import type { KindSettings } from './text-settings.ts';

/** A word of the matter: how loudly it is said, and for which units it speaks. */
export interface Voice {
  readonly word: string;
  readonly loudness: number;
  readonly posting: Posting;
  /** A run of characters, which is no word by itself. */
  readonly run: boolean;
  /** An object of duties. */
  readonly object: boolean;
}

interface Heard {
  inTitle: number;
  inBody: number;
  readonly posting: Posting;
}

/** Where the model looks words up. */
export interface Vocabulary {
  readonly phrases: Phrases;
  readonly locatives: readonly string[];
  /** Words of duty texts and taxonomy labels. */
  readonly descriptions: Postings;
  /** Objects of duties as whole phrases, and the marks of examples. */
  readonly objects: PhraseTrie<Posting>;
  readonly examples: Pick<Postings, 'get'>;
  readonly boundaries: BoundaryBook;
  readonly segment: Segment;
}

/** The text of a matter in one spelling, cut to the length that is read. */
export interface Reading {
  readonly title: string;
  readonly body: string;
}

/** Reads a matter: keywords stand with the title. */
export function readMatter(matter: Matter, read: number): Reading {
  return {
    title: [matter.title, ...(matter.keywords ?? [])].join('\n').normalize('NFKC').slice(0, read),
    body: (matter.goal ?? '').normalize('NFKC').slice(0, read),
  };
}

/** Every word of a matter that says something about units. */
export function hear(
  { title, body }: Reading,
  vocabulary: Vocabulary,
  kind: KindSettings,
  asPlace: number,
): Voice[] {
  const early = (start: number) => (start < kind.opening.characters ? 1 : kind.opening.rest);
  const curated = new Map<string, Heard>();
  const titleRest = hearPhrases(title, vocabulary, asPlace, (phrase, posting, weight) => {
    const known = heardOf(curated, phrase, posting);
    known.inTitle = Math.max(known.inTitle, weight);
  });
  const bodyRest = hearPhrases(body, vocabulary, asPlace, (phrase, posting, weight, start) => {
    heardOf(curated, phrase, posting).inBody += weight * early(start);
  });
  const objects = new Map<string, Heard>();
  for (const { phrase, value } of scanOverlapping(vocabulary.objects, title)) {
    heardOf(objects, phrase, value).inTitle = 1;
  }
  for (const { phrase, value, start } of scanOverlapping(vocabulary.objects, body)) {
    heardOf(objects, phrase, value).inBody += early(start);
  }
  const { segment, descriptions } = vocabulary;
  const rest = placesOf(segment(titleRest), segment(bodyRest), descriptions);
  const voices: Voice[] = [];
  for (const [source, weight] of [
    [curated, kind.lexicon],
    [rest, kind.lexicon],
    [objects, kind.objects],
  ] as const) {
    if (weight === 0) continue;
    for (const [word, { inTitle, inBody, posting }] of source) {
      const loudness = weight * (kind.title * inTitle + Math.log2(1 + inBody));
      voices.push({ word, loudness, posting, run: false, object: source === objects });
    }
  }
  hearExamples({ title, body }, vocabulary, kind, voices);
  return voices;
}

// A mark that stands in the title counts as the title's, even where the body repeats it.
function hearExamples(
  { title, body }: Reading,
  { segment, examples }: Vocabulary,
  { examples: weight, title: loud }: KindSettings,
  voices: Voice[],
): void {
  if (weight === 0) return;
  const inTitle = marksIn(title, segment(title));
  const say = (mark: string, loudness: number) => {
    const posting = examples.get(mark);
    if (!posting) return;
    const word = markSaid(mark);
    voices.push({
      word,
      loudness: weight * loudness * strengthOf(mark),
      posting,
      run: !isWord(mark),
      object: false,
    });
  };
  for (const mark of inTitle) say(mark, loud);
  for (const mark of marksIn(body, segment(body))) if (!inTitle.has(mark)) say(mark, 1);
}

function heardOf(heard: Map<string, Heard>, word: string, posting: Posting): Heard {
  const known = heard.get(word);
  if (known) return known;
  const fresh = { inTitle: 0, inBody: 0, posting };
  heard.set(word, fresh);
  return fresh;
}

// Reports each phrase with its weight. Returns the rest of the text, without phrases that speak for a unit or hide one.
function hearPhrases(
  text: string,
  { phrases, locatives }: Vocabulary,
  asPlace: number,
  report: (phrase: string, posting: Posting, weight: number, start: number) => void,
): string {
  let rest = '';
  let kept = 0;
  for (const { phrase, value, start, end } of scanPhrases(phrases, text)) {
    const isPlace = value !== undefined && locatives.some((locative) => text.startsWith(locative, end));
    if (value !== undefined) report(phrase, value, isPlace ? asPlace : 1, start);
    if (value !== undefined && !isPlace) continue;
    rest += `${text.slice(kept, start)} `;
    kept = end;
  }
  return rest + text.slice(kept);
}

function placesOf(title: Iterable<string>, body: Iterable<string>, postings: Postings): Map<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const word of title) {
    const posting = postings.get(word);
    if (posting) heardOf(heard, word, posting).inTitle = 1;
  }
  for (const word of body) {
    const posting = postings.get(word);
    if (posting) heardOf(heard, word, posting).inBody = 1;
  }
  return heard;
}
