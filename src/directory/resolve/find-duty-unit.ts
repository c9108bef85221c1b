import type { Directory, Unit } from '../directory.ts';
import { indexDirectory } from '../directory-index.ts';
import { type Succession, standingUnit } from './find-unit.ts';

export interface DutyFound {
  readonly unit: Unit;
  /** The declared duty that matched, e.g. `交通运输/出租车管理`. */
  readonly duty: string;
  readonly level: 2 | 3;
  readonly followed: readonly Succession[];
}

/**
 * The unit that declares a category (`大类/中类` or `大类/中类/小类`) as its duty at a moment (ISO instant): the third
 * level overrides the second. Undefined where nobody, or more than one unit, would answer.
 */
export function findDutyUnit(directory: Directory, category: string, at: string): DutyFound | undefined {
  const index = indexDirectory(directory);
  const moment = Date.parse(at);
  const levels = category
    .normalize('NFKC')
    .split('/')
    .map((level) => level.trim());
  for (const level of [3, 2] as const) {
    if (levels.length < level) continue;
    const duty = levels.slice(0, level).join('/');
    const standing = (index.unitsByDuty.get(duty) ?? []).flatMap(
      (unit) => standingUnit(index, unit, moment) ?? [],
    );
    const [only] = standing;
    if (only && standing.every(({ unit }) => unit === only.unit)) return { ...only, duty, level };
  }
  return undefined;
}
