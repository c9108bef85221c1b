import { type Conditions, isWithin, type RoutingRule } from './rule.ts';

const LISTS = ['category', 'region', 'source', 'urgency', 'keywords'] as const;
type Atom = Conditions;

// Past this many combinations a rule is taken as it stands; lint then misses shadows but invents none.
const COMBINATIONS = 4096;

/**
 * The earlier rules that together meet every matter the rule could meet; empty when some matter is left
 * to it. Exact for lists (each combination of values is asked by itself), careful for keywords: a word
 * covers only texts that contain it.
 */
export function coveringRules(rule: RoutingRule, earlier: readonly RoutingRule[]): RoutingRule[] {
  const covering = new Set<RoutingRule>();
  for (const atom of atomsOf(rule.when)) {
    const cover = earlier.find((other) => coversDays(other, rule) && covers(other.when, atom));
    if (!cover) return [];
    covering.add(cover);
  }
  return [...covering];
}

function atomsOf(when: Conditions): Atom[] {
  let atoms: Atom[] = [when];
  for (const name of LISTS) {
    const values = when[name];
    if (!values) continue;
    if (atoms.length * values.length > COMBINATIONS) return [when];
    atoms = atoms.flatMap((atom) => values.map((value) => ({ ...atom, [name]: [value] })));
  }
  return atoms;
}

function coversDays(other: RoutingRule, rule: RoutingRule): boolean {
  const starts = other.from === undefined || (rule.from !== undefined && other.from <= rule.from);
  const ends = other.until === undefined || (rule.until !== undefined && rule.until <= other.until);
  return starts && ends;
}

/** Whether whatever meets `atom` also meets `wide`. */
function covers(wide: Conditions, atom: Atom): boolean {
  if (wide.category) {
    const within = (path: string) => wide.category?.some((prefix) => isWithin(path, prefix));
    if (!atom.category?.every(within)) return false;
  }
  for (const name of ['region', 'source', 'urgency'] as const) {
    const list = wide[name];
    if (list && !atom[name]?.every((value) => list.includes(value))) return false;
  }
  // A text that contains 出租车 contains 出租; the longer word therefore implies the shorter.
  const said = [...(atom.keywords?.length === 1 ? atom.keywords : []), ...(atom.allKeywords ?? [])];
  const implied = (word: string) => said.some((longer) => longer.includes(word));
  if (wide.keywords && !wide.keywords.some(implied)) return false;
  if (wide.allKeywords && !wide.allKeywords.every(implied)) return false;
  // What the wide rule excludes, the atom must exclude by a word that is part of it.
  const excluded = (word: string) => atom.noKeywords?.some((no) => word.includes(no)) ?? false;
  return !wide.noKeywords || wide.noKeywords.every(excluded);
}
