import { z } from 'zod';
import type { Unit } from '../../directory/directory.ts';
import { buildPhraseTrie, type PhraseTrie, scanPhrases } from './phrase-trie.ts';

/** Where a place name only looks like one: 梅溪 is a town, 梅溪路 a street in the county seat. */
export const placesSchema = z.strictObject({ notBefore: z.array(z.string().min(1)).readonly() });
export type Places = z.infer<typeof placesSchema>;

/** A place found in a text. */
export interface PlaceFound {
  readonly unit: string;
  readonly words: readonly string[];
}

/** What a name in running text means: a town; something else that bears the name (`of`); or nothing of the kind. */
type Meaning = { readonly town: string } | { readonly of: string } | { readonly nothing: true };

/** The names of places: as they are recognised in running text, and as a region is written by itself. */
export interface PlaceBook {
  readonly inText: PhraseTrie<Meaning>;
  readonly asRegion: ReadonlyMap<string, ReadonlySet<string>>;
  /** What may stand before a place of this county, besides words: 安吉县余村, but not 某某县余村. */
  readonly county: string;
}

const TOWN_KINDS: ReadonlySet<string> = new Set(['town', 'township', 'subdistrict']);

// Villages of two characters hide in ordinary words (其余村民, 学校和村委), so only a region may name them.
const HIDING = /^.村$/u;

/** Builds the matcher for place names out of the towns' own. */
export function bookPlaces(units: Iterable<Unit>, places: Places, county = ''): PlaceBook {
  const names = new Map<string, Meaning>();
  const asRegion = new Map<string, Set<string>>();
  const others: Unit[] = [];
  for (const unit of units) {
    if (!TOWN_KINDS.has(unit.kind)) {
      others.push(unit);
      continue;
    }
    for (const name of [unit.code, unit.name, ...unit.formerNames, ...unit.aliases, ...(unit.places ?? [])]) {
      asRegion.set(name, (asRegion.get(name) ?? new Set()).add(unit.code));
    }
    // Where the directory says by which places people name a town, a bare alias is left out: it may be a common word.
    for (const name of [unit.name, ...unit.formerNames, ...(unit.places ?? unit.aliases)]) {
      if (HIDING.test(name)) continue;
      for (const tail of places.notBefore) if (!names.has(name + tail)) names.set(name + tail, { of: name });
      const known = names.get(name);
      const shared = known !== undefined && 'town' in known && known.town !== unit.code;
      names.set(name, shared ? { nothing: true } : { town: unit.code });
    }
  }
  // A longer name of another unit hides the town's name in it: 灵峰旅游度假区 is not 灵峰街道.
  for (const unit of others) {
    for (const name of [unit.name, ...unit.aliases, ...unit.formerNames]) names.set(name, { nothing: true });
  }
  return { inText: buildPhraseTrie(names), asRegion, county };
}

/** The towns that a region names: by itself where it is a name, else by the names in it. */
export function placesOfRegion(book: PlaceBook, region: string): readonly PlaceFound[] {
  const named = book.asRegion.get(region);
  return named ? [...named].map((unit) => ({ unit, words: [region] })) : placesIn(book, region);
}

/** The towns that a text names, each with the words that name it. */
export function placesIn(book: PlaceBook, text: string): readonly PlaceFound[] {
  const hits = scanPhrases(book.inText, text);
  // Who writes 梅溪湖 or 甘天乡港口村 once means that lake and that village further down, too.
  const others = new Set<string>();
  hits.forEach(({ phrase, value, start }, at) => {
    if ('of' in value) others.add(value.of);
    const before = hits[at - 1];
    const within = 'town' in value && before?.end === start && townOf(before.value) === value.town;
    if (!within && liesElsewhere(book, text, start)) others.add(phrase);
  });
  const found = new Map<string, Set<string>>();
  for (const { phrase, value } of hits) {
    const town = townOf(value);
    if (town === undefined || others.has(phrase)) continue;
    found.set(town, (found.get(town) ?? new Set()).add(phrase));
  }
  return [...found].map(([unit, words]) => ({ unit, words: [...words] }));
}

function townOf(meaning: Meaning): string | undefined {
  return 'town' in meaning ? meaning.town : undefined;
}

// 甘天乡港口村 is a village of 甘天乡, wherever that is: villages share names all over the country.
function liesElsewhere({ county }: PlaceBook, text: string, start: number): boolean {
  const ofAnother = '乡镇县市区'.includes(text[start - 1] ?? ' ') || text.startsWith('街道', start - 2);
  return ofAnother && !(county !== '' && text.startsWith(county, start - county.length));
}
