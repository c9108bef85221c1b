import type { Unit } from '../directory/directory.ts';
import type { UnitFinding } from '../directory/resolve/find-unit.ts';
import { bigramsOf, likeness } from './books/name-similarity.ts';

/** What the words for a lead unit turned out to mean. */
export type LeadUnit =
  | { readonly kind: 'one'; readonly unit: Unit; readonly why: { readonly zh: string; readonly en: string } }
  | { readonly kind: 'several'; readonly units: readonly Unit[] }
  | { readonly kind: 'unknown' };

const SEPARATOR = /[;；、,，|/／]|\s+(?=\S)/u;
const EVERYBODY = /^(各|所有|全县)/u;

/** Reads the lead unit as written: a task has exactly one, so two names name none. */
export function readLeadUnit(written: string, find: (name: string) => UnitFinding): LeadUnit {
  const whole = find(written);
  if (whole?.kind === 'unit') return { kind: 'one', unit: whole.unit, why: whole.reason };
  if (whole?.kind === 'ambiguous') return { kind: 'several', units: whole.units };
  const parts = written.split(SEPARATOR).filter((part) => part.trim() !== '');
  if (parts.length < 2) {
    return EVERYBODY.test(written.trim()) ? { kind: 'several', units: [] } : { kind: 'unknown' };
  }
  const known = new Map<string, Unit>();
  for (const part of parts) {
    const found = find(part);
    const units = found?.kind === 'unit' ? [found.unit] : (found?.units ?? []);
    for (const unit of units) known.set(unit.code, unit);
  }
  return known.size === 0 ? { kind: 'unknown' } : { kind: 'several', units: [...known.values()] };
}

/** Units whose names look like the one written, best first, with how alike (0–1); none below 0.2. */
export function unitsNamedLike(
  written: string,
  units: Iterable<Unit>,
  count: number,
): { unit: Unit; name: string; likeness: number }[] {
  const wanted = bigramsOf(bareName(written));
  const alike: { unit: Unit; name: string; likeness: number }[] = [];
  for (const unit of units) {
    let best = { unit, name: unit.name, likeness: 0 };
    for (const name of [unit.name, ...unit.aliases, ...unit.formerNames]) {
      const score = likeness(wanted, bigramsOf(bareName(name)));
      if (score > best.likeness) best = { unit, name, likeness: score };
    }
    if (best.likeness >= 0.2) alike.push(best);
  }
  return alike
    .toSorted((a, b) => b.likeness - a.likeness || (a.unit.code < b.unit.code ? -1 : 1))
    .slice(0, count);
}

// 县…局 is in almost every name and says nothing about which unit is meant.
function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/^(安吉县|县|市)/u, '')
    .replace(/(局|办公室|中心|委员会|办)$/u, '');
}
