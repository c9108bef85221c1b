import { counted } from '../../../platform/wording/counted.ts';
import type { CoUnit } from '../../unit-groups.ts';
import type { RowWarning } from '../warning.ts';

/** What the task force should know of a co-organising unit as a row writes it. */
export function coUnitWarnings(coUnit: CoUnit, lead: string | undefined): readonly RowWarning[] {
  const about = { column: '配合单位' as const, value: coUnit.written };
  if (coUnit.kind === 'group') {
    const n = coUnit.units.filter(({ code }) => code !== lead).length;
    const message = {
      zh: `“${coUnit.written}”按目录展开为 ${n} 个单位`,
      en: `"${coUnit.written}" stands for ${counted(n, 'unit')} of the directory`,
    };
    return [{ code: 'co-units-expanded', ...about, message }];
  }
  if (coUnit.kind === 'unknown' || coUnit.code !== lead) return [];
  const message = {
    zh: `配合单位“${coUnit.written}”与牵头单位相同，不重复记录`,
    en: `The co-organising unit "${coUnit.written}" is the lead unit itself and is left out`,
  };
  return [{ code: 'co-unit-leads', ...about, message }];
}

/** Co-organising units as they are recorded: groups unit by unit, everything once, the lead unit never. */
export function writtenOut(coUnits: readonly CoUnit[], lead: string | undefined): readonly string[] {
  const seen = new Set<string>(lead === undefined ? [] : [lead]);
  const written: string[] = [];
  const take = (key: string, name: string) => {
    if (seen.has(key)) return;
    seen.add(key);
    written.push(name);
  };
  // Units named one by one keep the name they were given, also when a group before them has them too.
  for (const coUnit of coUnits)
    if (coUnit.kind !== 'group') take(coUnit.kind === 'unit' ? coUnit.code : coUnit.written, coUnit.written);
  for (const coUnit of coUnits) {
    if (coUnit.kind === 'group') for (const { code, name } of coUnit.units) take(code, name);
  }
  return written;
}
