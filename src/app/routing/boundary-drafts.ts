import { setImmediate } from 'node:timers/promises';
import type { BoundaryFields } from '../../contract/boundary.ts';
import { findUnit } from '../../directory/resolve/find-unit.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Precedent } from '../../routing/books/precedent.ts';
import { boundaryFromRuling } from '../../routing/boundary-from-ruling.ts';
import { withBoundaries } from '../../routing/draw-boundaries.ts';
import type { Boundary } from '../../routing/duties/boundary.ts';
import { unitsNamedLike } from '../../routing/lead-unit.ts';
import { type Move, moveOf } from '../../routing/what-if.ts';
import { readPastMatters } from '../../tasks/store/precedents/past-matters.ts';
import type { Desk } from '../desk.ts';

/** The boundary that the fields describe, filled from the ruling they name; units are looked up at the door. */
export function boundaryOf(
  fields: BoundaryFields,
  desk: Desk,
): { boundary: Boundary; precedent: string | undefined } {
  const { precedent, id, open, leads, ...written } = fields;
  const ruling = precedent === undefined ? undefined : rulingOf(precedent, desk);
  const drawn = ruling && boundaryFromRuling(ruling, desk.county.routing());
  const lead = open ? undefined : (leads ?? drawn?.leads ?? ruling?.unit);
  const objects = written.objects ?? drawn?.objects;
  const over = written.over ?? drawn?.over ?? [];
  const because = written.because ?? drawn?.because;
  if (objects === undefined) throw missing('objects', '对象', 'objects');
  if (lead === undefined && !open) throw missing('leads', '牵头单位', 'the unit that leads');
  if (because === undefined) throw missing('because', '理由', 'why');
  if (open && over.length < 2)
    throw missing('over', '两个以上可能牵头的单位', 'two or more units that could lead');
  const boundary: Boundary = {
    id:
      id ??
      `tf-${(precedent ?? isoOf(desk.clock()))
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, '-')
        .replace(/-$/u, '')}`,
    objects,
    ...pick(written),
    ...(lead === undefined ? { open: true as const } : { leads: unitOf('leads', lead, desk) }),
    over: over.map((name) => unitOf('over', name, desk)),
    because,
    ...((written.basis ?? drawn?.basis) === undefined ? {} : { basis: written.basis ?? drawn?.basis }),
  };
  return { boundary, precedent: ruling?.id };
}

function pick({ with: beside, acts, people, without }: BoundaryFields): Partial<Boundary> {
  return {
    ...(beside ? { with: beside } : {}),
    ...(acts ? { acts } : {}),
    ...(people ? { people } : {}),
    ...(without ? { without } : {}),
  };
}

function rulingOf(written: string, { rulings }: Desk): Precedent {
  const id = written.includes('/') ? written : written.replace(/-(\d+)$/u, '/$1');
  const ruling = rulings.current().find((precedent) => precedent.id === id);
  if (ruling !== undefined) return ruling;
  throw new Problem('not-found', {
    zh: `没有现行有效的先例“${written}”，编号形如 2026-000123/4，见 GET /api/v1/precedents。`,
    en: `No precedent “${written}” is in force; ids look like 2026-000123/4, see GET /api/v1/precedents.`,
  });
}

function unitOf(field: string, name: string, { county, clock }: Desk): string {
  const directory = county.directory();
  const found = findUnit(directory, name, isoOf(clock()));
  if (found?.kind === 'unit') return found.unit.code;
  const near = unitsNamedLike(name, directory.units, 3).map(({ unit }) => unit.name);
  throw new Problem('body-invalid', {
    zh: `${field}：“${name}”不是目录中可承办的唯一单位${near.length > 0 ? `，相近的有${near.join('、')}` : ''}。`,
    en: `${field}: “${name}” is no single living unit of the directory${near.length > 0 ? `; near it are ${near.join(', ')}` : ''}.`,
  });
}

function missing(field: string, zh: string, en: string): Problem {
  return new Problem('body-invalid', {
    zh: `请写明${zh}（${field}），或给出能得出它的先例编号。`,
    en: `Say ${en} (${field}), or name a precedent that tells it.`,
  });
}

/** Past tasks that a boundary would move; in slices, so that the door goes on serving meanwhile. */
export async function movesUnder(
  boundary: Boundary,
  { pool, engine, county, boundaries }: Desk,
  most: number,
): Promise<{ replayed: number; moves: Omit<Move, 'rule'>[] }> {
  const book = county.routing();
  const others = boundaries
    .current()
    .map((drawn) => drawn.boundary)
    .filter(({ id }) => id !== boundary.id);
  const proposed = withBoundaries(book, [boundary, ...others]);
  const history = await readPastMatters({ database: pool, registry: engine.registry }, most);
  const moves: Omit<Move, 'rule'>[] = [];
  let since = performance.now();
  for (const past of history) {
    const move = moveOf(past, book, proposed);
    if (move) {
      const { rule: _, ...moved } = move;
      moves.push(moved);
    }
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  return { replayed: history.length, moves };
}

const SLICE_MS = 20;
