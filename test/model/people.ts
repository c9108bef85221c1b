import { personOf } from '../directory/small-county.ts';
import { county } from '../http/stage/county.ts';

/** The units of the small county to which tasks go; the task force may keep one itself. */
export const UNITS = ['330523-O1', '330523-O2', '330523-T1', '330523-TF'] as const;

/** The seats whose holders share what waits at the task force. */
export const OFFICERS = ['330523-TF/A', '330523-TF/B', '330523-TF/L'] as const;

/** Answers for whatever has no unit yet. */
export const DUTY = '330523-TF/A';

type Role =
  | 'taskForce'
  | 'commissioner'
  | 'unitLeader'
  | 'sectionStaff'
  | 'supervisor'
  | 'auditor'
  | 'admin'
  | 'machine';

/** Somebody who calls, as the county's rules see them. */
export interface Caller {
  /** A seat, or the machine's name. */
  readonly name: string;
  readonly role: Role;
  readonly unit: string | undefined;
  /** Its own seat and those it stands in for. */
  readonly speaksFor: readonly string[];
}

/** Two holders are away for good, so that their deputies act for them. */
const STAND_INS: Readonly<Record<string, string>> = {
  '330523-O2/B': '330523-O2/A',
  '330523-TF/B': '330523-TF/A',
};

function seated(role: Role, ...seats: readonly string[]): readonly Caller[] {
  return seats.map((name) => {
    const stoodInFor = STAND_INS[name];
    return {
      name,
      role,
      unit: /^\d+-[A-Z]+\d*/.exec(name)?.[0],
      speaksFor: stoodInFor === undefined ? [name] : [name, stoodInFor],
    };
  });
}

export const callers: readonly Caller[] = [
  ...seated('taskForce', '330523-TF/A', '330523-TF/B'),
  ...seated('commissioner', '330523-O1/A', '330523-O1/B', '330523-O2/A', '330523-O2/B', '330523-T1/A'),
  ...seated('unitLeader', '330523-O1/L', '330523-O2/L'),
  ...seated('sectionStaff', ...UNITS.flatMap((unit) => [`${unit}-S1/H`, `${unit}-S2/H`])),
  ...seated('supervisor', '330523-TF/D1'),
  ...seated('auditor', '330523-TF/AU'),
  ...seated('admin', '330523-TF/AD'),
  { name: 'machine:evaluation', role: 'machine', unit: undefined, speaksFor: [] },
];

/** The small county on a day on which those holders are away. */
export function countyOfTheModel() {
  const away = Object.values(STAND_INS).map((seat) => ({
    person: personOf(seat),
    from: '2026-01-01T00:00:00.000Z',
    until: '2099-01-01T00:00:00.000Z',
    reason: '借调',
  }));
  return county({ absences: away });
}

/** The part of a task on which rights rest. */
export interface Concerned {
  readonly owner: string;
  readonly attention: string | null;
  readonly unit: string | null;
  /** Name of who handed it in. */
  readonly submitter: string;
}

/** What a caller is to a task, by the county's rules. */
export function relationsTo({ name, role, unit, speaksFor }: Caller, task: Concerned): readonly string[] {
  if (role === 'admin') return [];
  if (role === 'auditor') return ['auditor'];
  if (role === 'machine') return task.submitter === name ? ['submitter'] : [];
  const answers = speaksFor.includes(task.owner);
  return [
    ...(answers ? ['accountable'] : []),
    ...(task.unit !== null && speaksFor.includes(`${task.unit}/A`) ? ['unitCommissioner'] : []),
    ...(role === 'taskForce' || role === 'supervisor' ? [role] : []),
    ...(role === 'unitLeader' && task.unit === unit ? ['unitLeader'] : []),
    ...(role === 'sectionStaff' && answers ? ['sectionStaff'] : []),
  ];
}

/** Whether a list shows a task to a caller. */
export function isListedFor({ role, unit, speaksFor }: Caller, task: Concerned): boolean {
  if (['taskForce', 'supervisor', 'auditor'].includes(role)) return true;
  if (role === 'admin' || role === 'machine') return false;
  if (speaksFor.includes(task.owner)) return true;
  if (task.attention !== null && speaksFor.includes(task.attention)) return true;
  return role !== 'sectionStaff' && task.unit !== null && task.unit === unit;
}

/** Whether a caller may read a task for what it is itself; a section reads the parent of its own task besides. */
export function mayRead(caller: Caller, task: Concerned): boolean {
  return task.submitter === caller.name || isListedFor(caller, task);
}
