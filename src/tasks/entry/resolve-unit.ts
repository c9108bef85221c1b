import type { Directory, Unit } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { findUnit, standingUnit } from '../../directory/resolve/find-unit.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import { readLeadUnit } from '../../routing/lead-unit.ts';
import { commissionerSeatOf } from '../../vocabulary/seats.ts';
import { readCoUnit } from '../unit-groups.ts';
import { unitsCodedLike, unitsWrittenLike } from './nearest.ts';
import { choices, type Finding, type Resolver, refused, warned } from './note.ts';

/** A unit by its code: it must live, and its commissioner's seat must be answered for. */
export const resolveUnit: Resolver = (value, _reference, { county, at }) => {
  const code = String(value);
  const directory = county.directory();
  const index = indexDirectory(directory);
  const unit = index.units.get(code);
  if (unit === undefined) {
    const nearest = unitsCodedLike(directory, code, at);
    const { zh, en } = choices(nearest);
    const message = {
      zh: `组织目录中没有单位“${code}”${zh}`,
      en: `The directory has no unit "${code}"${en}`,
    };
    return { findings: [refused('unit-unknown', message, nearest)] };
  }
  const standing = standingUnit(index, unit, Date.parse(at));
  if (standing?.unit === unit) return { findings: uncovered(unit, directory, at) };
  if (standing === undefined) {
    const message = {
      zh: `${unit.name}（${code}）自 ${unit.from} 起设立，现在还不能承办`,
      en: `${unit.name} (${code}) begins on ${unit.from} and cannot take it yet`,
    };
    return { findings: [refused('unit-not-there', message)] };
  }
  const { code: next, name } = standing.unit;
  const message = {
    zh: `${unit.name}（${code}）已于 ${unit.until} 撤并，由${name}（${next}）承接，请改填${next}`,
    en: `${unit.name} (${code}) was abolished on ${unit.until}; ${name} (${next}) took over: name ${next}`,
  };
  return { findings: [refused('unit-abolished', message, [{ code: next, name }])] };
};

/** No one of the unit could take it up; that is said, since the task force answers meanwhile. */
function uncovered({ code, name }: Unit, directory: Directory, at: string): readonly Finding[] {
  const { alarm, person } = resolveSeat(directory, commissionerSeatOf(code), at);
  if (alarm === undefined) return [];
  const said = {
    zh: `${name}（${code}）此刻无人可负责，暂由专班值守${person.name}负责`,
    en: `Nobody of ${name} (${code}) can answer now; ${person.name} on the duty seat does`,
  };
  return [warned('unit-uncovered', said)];
}

/** A unit as the ledger writes it. What is not known is left to routing, which asks a person: a warning. */
export const resolveUnitName: Resolver = (value, { within }, { county, at }) => {
  const written = String(value);
  const directory = county.directory();
  const exact = livingUnitNamed(directory, written, at);
  if (exact !== undefined) return { findings: [], identity: exact };
  if (within === 'lead') {
    const lead = readLeadUnit(written, (name) => findUnit(directory, name, at));
    if (lead.kind === 'one') return { findings: [], identity: lead.unit.code };
    if (lead.kind === 'several') {
      const nearest = lead.units.map(({ code, name }) => ({ code, name }));
      const { zh, en } = choices(nearest);
      const message = {
        zh: `牵头单位“${written}”不是唯一的单位，将转人工分派${zh}`,
        en: `The lead unit "${written}" is not one single unit; it will go to triage${en}`,
      };
      return { findings: [warned('unit-ambiguous', message, nearest)] };
    }
  } else {
    const read = readCoUnit(written, directory, at);
    if (read.kind === 'unit') return { findings: [], identity: read.code };
    if (read.kind === 'group') return { findings: [] };
  }
  const nearest = unitsWrittenLike(directory, written, at);
  const { zh, en } = choices(nearest);
  const message =
    within === 'lead'
      ? {
          zh: `组织目录中没有“${written}”，将转人工分派${zh}`,
          en: `The directory has no unit "${written}"; it will go to triage${en}`,
        }
      : {
          zh: `配合单位“${written}”不在组织目录中，按原文记录${zh}`,
          en: `The co-organising unit "${written}" is not in the directory and is recorded as written${en}`,
        };
  return { findings: [warned('unit-unknown', message, nearest)] };
};

/** The code of the one living unit that is called just so: what most ledgers write, at the price of a look-up. */
function livingUnitNamed(directory: Directory, name: string, at: string): string | undefined {
  const index = indexDirectory(directory);
  const [unit, another] = index.named.get(name)?.get('name') ?? [];
  if (unit === undefined || another !== undefined) return undefined;
  return standingUnit(index, unit, Date.parse(at))?.unit === unit ? unit.code : undefined;
}
