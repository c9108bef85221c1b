import type { Directory } from '../../directory/directory.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import type { RoutingFinding } from '../rules/routing-finding.ts';
import type { Boundary } from './boundary.ts';
import { EVERYBODY } from './boundary-book.ts';
import type { DutyFiles } from './load-duties.ts';

/** So many units may hold an object without a boundary between them before it is a finding. */
const SHARED = 3;

/** What is wrong with duties and boundaries at a moment (ISO instant). */
export function lintDuties(
  { duties, boundaries }: DutyFiles,
  directory: Directory,
  now: string,
): RoutingFinding[] {
  const known = (name: string) => findUnit(directory, name, now)?.kind === 'unit';
  const findings: RoutingFinding[] = [];
  for (const unit of new Set(duties.map((duty) => duty.unit))) {
    if (known(unit)) continue;
    findings.push({
      severity: 'warning',
      kind: 'duty-unit-unknown',
      about: unit,
      sentence: {
        zh: `职责文件中的“${unit}”不是目录中可承办的唯一单位，其职责不起作用。`,
        en: `"${unit}" of the duties is no single living unit of the directory; its duties say nothing.`,
      },
    });
  }
  const holders = holdersOf(duties);
  findings.push(
    ...boundaries.boundaries.flatMap((boundary, at) =>
      lintBoundary(boundary, boundaries.boundaries.slice(0, at), known),
    ),
  );
  const settled = new Set(boundaries.boundaries.flatMap(({ objects }) => objects));
  for (const [object, units] of holders) {
    if (units.size < SHARED || settled.has(object)) continue;
    const names = [...units].join('、');
    findings.push({
      severity: 'warning',
      kind: 'object-contested',
      about: object,
      sentence: {
        zh: `“${object}”写在${names}的职责里，没有职责边界说明谁牵头。`,
        en: `"${object}" is in the duties of ${names}, and no boundary says who leads.`,
      },
    });
  }
  return findings;
}

function holdersOf(duties: DutyFiles['duties']): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { unit, objects } of duties) {
    for (const object of objects) holders.set(object, (holders.get(object) ?? new Set()).add(unit));
  }
  return holders;
}

function lintBoundary(
  boundary: Boundary,
  earlier: readonly Boundary[],
  known: (name: string) => boolean,
): RoutingFinding[] {
  const findings: RoutingFinding[] = [];
  const { id, leads, over, objects, without = [] } = boundary;
  const say = (severity: RoutingFinding['severity'], kind: RoutingFinding['kind'], zh: string, en: string) =>
    findings.push({ severity, kind, about: id, sentence: { zh, en } });
  const strangers = [...(leads === undefined ? [] : [leads]), ...over].filter(
    (name) => name !== EVERYBODY && !known(name),
  );
  if (strangers.length > 0) {
    const names = strangers.join('、');
    say(
      leads !== undefined && strangers.includes(leads) ? 'error' : 'warning',
      'boundary-unit-unknown',
      `职责边界${id}所说的“${names}”不是目录中可承办的唯一单位。`,
      `Boundary ${id} names ${names}, which is no single living unit of the directory.`,
    );
  }
  if (objects.every((object) => without.some((word) => object.includes(word)))) {
    say(
      'error',
      'boundary-unreachable',
      `职责边界${id}的对象全被排除。`,
      `Each object of boundary ${id} is excluded.`,
    );
  }
  const shadow = earlier.find((other) => shadows(other, boundary));
  if (shadow) {
    say(
      'warning',
      'boundary-shadowed',
      `职责边界${id}不会生效：符合它的都先符合${shadow.id}。`,
      `Boundary ${id} never settles anything: whatever meets it meets ${shadow.id} first.`,
    );
  }
  return findings;
}

// An earlier boundary without further conditions takes all its objects; a later one about nothing else is never asked.
function shadows(other: Boundary, boundary: Boundary): boolean {
  const bare = !other.with && !other.acts && !other.people && !other.without;
  return bare && boundary.objects.every((object) => other.objects.includes(object));
}
