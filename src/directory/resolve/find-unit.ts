import type { Directory, Unit } from '../directory.ts';
import { type DirectoryIndex, indexDirectory, type Naming, namings } from '../directory-index.ts';
import { unitKeysTried } from '../unit-key.ts';

/** A step from an abolished unit to the one that took over. */
export interface Succession {
  readonly from: string;
  readonly to: string;
  /** When the first was abolished: ISO date or instant. */
  readonly on: string;
}

export interface UnitFound {
  readonly kind: 'unit';
  readonly unit: Unit;
  readonly by: Naming;
  /** Non-empty when the text named an abolished unit. */
  readonly followed: readonly Succession[];
  readonly reason: { readonly zh: string; readonly en: string };
}

export interface UnitAmbiguous {
  readonly kind: 'ambiguous';
  readonly units: readonly Unit[];
}

export type UnitFinding = UnitFound | UnitAmbiguous | undefined;

/**
 * The unit that a text names by code, name, alias or former name at a moment (ISO instant). Tolerant of width,
 * spaces and the county in front, and of nothing else: what is not named exactly is left to routing.
 */
export function findUnit(directory: Directory, text: string, at: string): UnitFinding {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  for (const key of unitKeysTried(text, directory.county)) {
    const byNaming = index.named.get(key);
    if (!byNaming) continue;
    for (const naming of namings) {
      const found = distinctSuccessors(index, byNaming.get(naming) ?? [], moment);
      const [only, second] = found;
      if (!only) continue;
      if (second) return { kind: 'ambiguous', units: found.map(({ unit }) => unit) };
      return {
        kind: 'unit',
        unit: only.unit,
        by: naming,
        followed: only.followed,
        reason: reason(text, naming, only),
      };
    }
  }
  return undefined;
}

/** A unit as it stands at a moment: itself, or who took over since it was abolished. */
export interface StandingUnit {
  readonly unit: Unit;
  readonly followed: readonly Succession[];
}

/** Follows successors of abolished units; undefined where the line ends without a living unit. */
export function standingUnit(index: DirectoryIndex, unit: Unit, at: number): StandingUnit | undefined {
  const followed: Succession[] = [];
  let current = unit;
  for (;;) {
    const span = index.unitSpans.get(current.code);
    if (!span || at < span.from) return undefined;
    if (at < span.until) return { unit: current, followed };
    const next = current.successor === undefined ? undefined : index.units.get(current.successor);
    // A circle of successors is refused on entry; here it only must not hang.
    if (!next || followed.length > index.units.size) return undefined;
    followed.push({ from: current.code, to: next.code, on: current.until ?? '' });
    current = next;
  }
}

/** The units whose tasks are a unit's at an instant (ISO): its own, and those of the units it has taken over from. */
export function unitsStandingAs(directory: Directory, code: string, at: string): readonly string[] {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const line = new Set([code]);
  // Adding to a set while walking it visits what was added: the predecessors' predecessors too.
  for (const one of line) for (const before of index.predecessorsOf.get(one) ?? []) line.add(before.code);
  return [...line].filter((one) => one === code || codeNow(index, one, moment) === code);
}

/** The code of the unit that answers for a unit's tasks at an instant (ISO): its own, or that of its successor. */
export function unitStandingFor(directory: Directory, code: string, at: string): string {
  return codeNow(indexDirectory(directory), code, Date.parse(at)) ?? code;
}

function codeNow(index: DirectoryIndex, code: string, moment: number): string | undefined {
  const unit = index.units.get(code);
  return unit && standingUnit(index, unit, moment)?.unit.code;
}

function distinctSuccessors(
  index: DirectoryIndex,
  units: readonly Unit[],
  at: number,
): readonly StandingUnit[] {
  const standing = new Map<string, StandingUnit>();
  for (const unit of units) {
    const now = standingUnit(index, unit, at);
    if (now && !standing.has(now.unit.code)) standing.set(now.unit.code, now);
  }
  return [...standing.values()];
}

const namingText: Readonly<Record<Naming, { zh: string; en: string }>> = {
  code: { zh: '单位编码', en: 'the code' },
  name: { zh: '单位名称', en: 'the name' },
  alias: { zh: '单位简称', en: 'an alias' },
  formerName: { zh: '单位曾用名', en: 'a former name' },
};

function reason(text: string, naming: Naming, { unit, followed }: StandingUnit): { zh: string; en: string } {
  const zh = followed.map((step) => `，${step.from}已于${step.on}撤并，由${step.to}承接`).join('');
  const en = followed
    .map((step) => `; ${step.from} was abolished on ${step.on}, ${step.to} took over`)
    .join('');
  const written = text.trim();
  // That a name is its own unit's name needs no saying.
  if (written === unit.name)
    return { zh: `写明的单位为“${written}”${zh}`, en: `the unit written is “${written}”${en}` };
  return {
    zh: `“${written}”是${unit.name}的${namingText[naming].zh}${zh}`,
    en: `“${written}” is ${namingText[naming].en} of ${unit.name}${en}`,
  };
}
