import type { Directory, Unit, UnitKind } from '../directory/directory.ts';
import { type DirectoryIndex, indexDirectory } from '../directory/directory-index.ts';
import { findUnit, standingUnit } from '../directory/resolve/find-unit.ts';

const TOWNS: readonly UnitKind[] = ['town', 'township', 'subdistrict'];
const ORGANS: readonly UnitKind[] = ['organ'];
const ALL: readonly UnitKind[] = [...TOWNS, ...ORGANS, 'zone'];

/** What ledgers write for many units at once, without brackets and spaces. */
const GROUPS: Readonly<Record<string, readonly UnitKind[]>> = {
  各乡镇街道: TOWNS,
  各乡镇: ['town', 'township'],
  各街道: ['subdistrict'],
  各镇街: TOWNS,
  各县级部门: ORGANS,
  县级各部门: ORGANS,
  各部门: ORGANS,
  各单位: ALL,
  各乡镇街道各部门: ALL,
};

/** What a cell with co-organising units means. */
export type CoUnit =
  | { readonly kind: 'unit'; readonly written: string; readonly code: string }
  | { readonly kind: 'group'; readonly written: string; readonly units: readonly Unit[] }
  | { readonly kind: 'unknown'; readonly written: string };

/** The unit or the units that a text in the ledger stands for at an instant. */
export function readCoUnit(written: string, directory: Directory, now: string): CoUnit {
  const finding = findUnit(directory, written, now);
  if (finding?.kind === 'unit') return { kind: 'unit', written, code: finding.unit.code };
  const kinds = GROUPS[written.normalize('NFKC').replaceAll(/[()\s和及与、]/g, '')];
  if (kinds === undefined) return { kind: 'unknown', written };
  return { kind: 'group', written, units: livingUnits(indexDirectory(directory), kinds, Date.parse(now)) };
}

function livingUnits(index: DirectoryIndex, kinds: readonly UnitKind[], at: number): readonly Unit[] {
  return index.directory.units.filter(
    (unit) => kinds.includes(unit.kind) && standingUnit(index, unit, at)?.unit.code === unit.code,
  );
}
