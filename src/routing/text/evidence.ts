import type { Matter } from '../matter.ts';
import { type BoundaryBook, type BoundaryHeld, boundariesHeld } from '../duties/boundary-book.ts';
import type { DutyEvidence } from '../duties/weigh-duties.ts';
import { bigramsOf } from '../name-similarity.ts';
import { scanOverlapping, scanPhrases } from '../phrase-trie.ts';
import type { Phrases } from './phrases.ts';
import type { Posting, Postings } from './posting.ts';
import type { Segment } from './segment.ts';
import type { KindSettings } from './text-settings.ts';

/** A word of the matter with how loudly it is said and what it says about units. */
export interface Voice {
  readonly word: string;
  readonly loudness: number;
  readonly posting: Posting;
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
  /** Words of duty texts and taxonomy labels, and words of past tasks. */
  readonly descriptions: Postings;
  readonly tasks: Postings;
  readonly duties: DutyEvidence;
  readonly boundaries: BoundaryBook;
  readonly segment: Segment;
}

/** Every word of a matter that says something about units. */
export function hear(matter: Matter, vocabulary: Vocabulary, read: number, kind: KindSettings, asPlace: number): { voices: Voice[]; boundaries: BoundaryHeld[] } {
  const title = [matter.title, ...(matter.keywords ?? [])].join('\n').normalize('NFKC').slice(0, read);
  const body = (matter.goal ?? '').normalize('NFKC').slice(0, read);
  const early = (start: number) => (start < kind.opening.characters ? 1 : kind.opening.rest);
  const curated = new Map<string, Heard>();
  const titleWords = hearPhrases(title, vocabulary, asPlace, (phrase, posting, weight) => {
    const known = heardOf(curated, phrase, posting);
    known.inTitle = Math.max(known.inTitle, weight);
  });
  const bodyWords = hearPhrases(body, vocabulary, asPlace, (phrase, posting, weight, start) => {
    heardOf(curated, phrase, posting).inBody += weight * early(start);
  });
  const objects = new Map<string, Heard>();
  for (const { phrase, value } of scanOverlapping(vocabulary.duties.objects, title)) {
    heardOf(objects, phrase, value).inTitle = 1;
  }
  for (const { phrase, value, start } of scanOverlapping(vocabulary.duties.objects, body)) {
    heardOf(objects, phrase, value).inBody += early(start);
  }
  const spoken = cutOnce(titleWords, bodyWords, vocabulary.segment);
  const said = cutOnce(title, body, vocabulary.segment);
  const sources: [ReadonlyMap<string, Heard>, number][] = [
    [curated, kind.lexicon],
    [hearWords(spoken, vocabulary.descriptions), kind.lexicon],
    [objects, kind.objects],
    [hearWords(said, vocabulary.duties.words), kind.words],
    [hearWords(pairsSaid(title, body), vocabulary.duties.pairs), kind.pairs],
    [hearWords(said, vocabulary.tasks), 1],
  ];
  const voices: Voice[] = [];
  for (const [source, weight] of sources) {
    if (weight === 0) continue;
    for (const [word, { inTitle, inBody, posting }] of source) {
      voices.push({ word, loudness: weight * (kind.title * inTitle + Math.log2(1 + inBody)), posting });
    }
  }
  return { voices, boundaries: kind.boundary > 0 ? boundariesHeld(vocabulary.boundaries, title, body) : [] };
}

function heardOf(heard: Map<string, Heard>, word: string, posting: Posting): Heard {
  const known = heard.get(word);
  if (known) return known;
  const fresh = { inTitle: 0, inBody: 0, posting };
  heard.set(word, fresh);
  return fresh;
}

// Reports each phrase with its weight, and gives back the text without the words that only name a place or hide one.
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

function cutOnce(
  title: string,
  body: string,
  segment: Segment,
): Map<string, { inTitle: number; inBody: number }> {
  const spoken = new Map<string, { inTitle: number; inBody: number }>();
  for (const word of segment(title)) spoken.set(word, { inTitle: 1, inBody: 0 });
  for (const word of segment(body)) {
    const known = spoken.get(word);
    if (known) known.inBody = 1;
    else spoken.set(word, { inTitle: 0, inBody: 1 });
  }
  return spoken;
}

function pairsSaid(title: string, body: string): Map<string, { inTitle: number; inBody: number }> {
  const spoken = new Map<string, { inTitle: number; inBody: number }>();
  for (const pair of bigramsOf(title)) spoken.set(pair, { inTitle: 1, inBody: 0 });
  for (const pair of bigramsOf(body)) {
    const known = spoken.get(pair);
    if (known) known.inBody = 1;
    else spoken.set(pair, { inTitle: 0, inBody: 1 });
  }
  return spoken;
}

function hearWords(
  spoken: ReadonlyMap<string, { inTitle: number; inBody: number }>,
  postings: Postings,
): Map<string, Heard> {
  const heard = new Map<string, Heard>();
  for (const [word, where] of spoken) {
    const posting = postings.get(word);
    if (posting) heard.set(word, { ...where, posting });
  }
  return heard;
}
