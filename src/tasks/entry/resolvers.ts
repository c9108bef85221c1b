import { indexDirectory } from '../../directory/directory-index.ts';
import type { Nameable } from '../../engine/definition/define.ts';
import { normaliseCategory } from '../../vocabulary/category.ts';
import { mostAlike } from './nearest.ts';
import { choices, type Resolver, refused } from './note.ts';
import { resolveDay, resolveLimit } from './resolve-day.ts';
import { resolveSeatId, resolveSection } from './resolve-seat-or-section.ts';
import { resolveUnit, resolveUnitName } from './resolve-unit.ts';

const resolvePerson: Resolver = (value, _reference, { county }) => {
  const id = String(value);
  const { people } = indexDirectory(county.directory());
  if (people.has(id)) return { findings: [] };
  const nearest = mostAlike(id, people.values(), (person) => person.id).map((person) => {
    return { code: person.id, name: person.name };
  });
  const { zh, en } = choices(nearest);
  const message = { zh: `人员名册中没有“${id}”${zh}`, en: `There is no person "${id}"${en}` };
  return { findings: [refused('person-unknown', message, nearest)] };
};

const resolveCategory: Resolver = (value, _reference, { categories }) => {
  const written = String(value);
  if (categories.has(normaliseCategory(written))) return { findings: [] };
  const nearest = mostAlike(written, categories, (category) => category).map((category) => {
    return { code: category, name: category };
  });
  const { zh, en } = choices(nearest);
  const message = {
    zh: `事项分类目录中没有“${written}”${zh}`,
    en: `The taxonomy has no category "${written}"${en}`,
  };
  return { findings: [refused('category-unknown', message, nearest)] };
};

/** What the county knows, by kind of reference; every other kind is something of the task itself. */
export const countyResolvers: Readonly<Record<string, Resolver>> = {
  unit: resolveUnit,
  unitName: resolveUnitName,
  section: resolveSection,
  seat: resolveSeatId,
  person: resolvePerson,
  category: resolveCategory,
  day: resolveDay,
  limit: resolveLimit,
};

/** What the kinds are called of which a task itself has some. */
const OWN: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  criterion: { zh: '验收标准', en: 'acceptance criterion' },
  child: { zh: '在办的分办', en: 'open section assignment' },
  condition: {
    zh: '已约定的恢复条件（复核日期未到的除外）',
    en: 'wake-up condition (the review date counts once it has come)',
  },
};

/** Something of the task itself. */
export const resolveOwn: Resolver = (value, { kind }, { task, county }) => {
  const id = String(value);
  const there = task?.names[kind];
  if (there === undefined) throw new Error(`Nothing is known of the kind of reference "${kind}".`);
  if (there.some((one) => one.id === id)) return { findings: [] };
  const { sections } = indexDirectory(county.directory());
  const titleOf = ({ title }: Nameable) => sections.get(title)?.name ?? title;
  const nearest = there.map((one) => ({ code: one.id, name: titleOf(one) }));
  const said = OWN[kind] ?? { zh: kind, en: kind };
  const { zh, en } = choices(nearest);
  const message = { zh: `此任务没有${said.zh}“${id}”${zh}`, en: `This task has no ${said.en} "${id}"${en}` };
  return { findings: [refused(`${kind}-unknown`, message, nearest)] };
};
