import type { Matter } from '../matter.ts';
import { scanPhrases } from '../phrase-trie.ts';
import type { Phrases } from './phrases.ts';
import type { Posting, Postings } from './posting.ts';
import type { Segment } from './segment.ts';
import type { TextSettings } from './text-settings.ts';

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
  readonly duties: Postings;
  readonly tasks: Postings;
  readonly segment: Segment;
}

/** Every word of a matter that says something about units. */
export function hear(matter: Matter, vocabulary: Vocabulary, settings: TextSettings): Voice[] {
  const { read, opening, title: titleWeight } = settings;
  const title = [matter.title, ...(matter.keywords ?? [])].join('\n').normalize('NFKC').slice(0, read);
  const body = (matter.goal ?? '').normalize('NFKC').slice(0, read);
  const heard = new Map<string, Heard>();
  const titleWords = hearPhrases(title, vocabulary, settings, (phrase, posting, weight) => {
    const known = heardOf(heard, phrase, posting);
    known.inTitle = Math.max(known.inTitle, weight);
  });
  const bodyWords = hearPhrases(body, vocabulary, settings, (phrase, posting, weight, start) => {
    heardOf(heard, phrase, posting).inBody += weight * (start < opening.characters ? 1 : opening.rest);
  });
  const spoken = cutOnce(titleWords, bodyWords, vocabulary.segment);
  const voices: Voice[] = [];
  for (const source of [heard, hearWords(spoken, vocabulary.duties), hearWords(spoken, vocabulary.tasks)]) {
    for (const [word, { inTitle, inBody, posting }] of source) {
      voices.push({ word, loudness: titleWeight * inTitle + Math.log2(1 + inBody), posting });
    }
  }
  return voices;
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
  { phrases: { asPlace } }: TextSettings,
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
