import type { Caller } from '../../access/caller.ts';
import type { BoundaryDrawn, BoundaryFields } from '../../contract/boundary.ts';
import { isoOf } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/postgres/in-transaction.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { type Drawing, drawBoundary as insertDrawing } from '../../tasks/store/precedents/boundaries.ts';
import type { Desk } from '../desk.ts';
import { type Asking, type Keep, signatureOf } from '../signer.ts';
import { boundaryOf, movesUnder } from './boundary-drafts.ts';

/** So many of the youngest tasks are replayed: enough to judge a boundary by, little enough to wait for. */
export const REPLAYED = 5000;

/**
 * Draws a boundary, by itself or from a ruling, or says which past tasks it would move. Throws `body-invalid`,
 * `not-found`.
 */
export async function drawBoundary(
  desk: Desk,
  fields: BoundaryFields,
  reason: string,
  { by: signer, dryRun, keep }: Asking<BoundaryDrawn>,
): Promise<BoundaryDrawn> {
  const { boundary, precedent } = boundaryOf(fields, desk);
  const signed = { at: isoOf(desk.clock()), by: signatureOf(signer), reason };
  const drawn = { ...boundary, ...signed, precedent: precedent ?? null };
  if (dryRun) return { ...drawn, version: 0, whatIf: await movesUnder(boundary, desk, REPLAYED) };
  const drawing = { id: boundary.id, boundary, precedent, ...signed };
  return insertVersion(desk, drawing, (version) => ({ ...drawn, version }), keep);
}

/** A boundary that settles nothing from now on. */
export interface EndedBoundary {
  readonly id: string;
  readonly version: number;
}

/** Ends a boundary; its versions stay. Throws `not-found`. */
export async function endBoundary(
  desk: Desk,
  id: string,
  reason: string,
  by: Caller,
  keep: Keep<EndedBoundary>,
): Promise<EndedBoundary> {
  const { boundaries, clock } = desk;
  await boundaries.refresh();
  const known = boundaries.current().map(({ boundary }) => boundary.id);
  if (!known.includes(id)) {
    throw new Problem('not-found', {
      zh: `没有专班所定的职责边界“${id}”${known.length > 0 ? `，现有：${known.slice(0, 5).join('、')}` : ''}。`,
      en: `The task force has drawn no boundary “${id}”${known.length > 0 ? `; there are ${known.slice(0, 5).join(', ')}` : ''}.`,
    });
  }
  const signed = { at: isoOf(clock()), by: signatureOf(by), reason };
  const ending = { id, boundary: undefined, precedent: undefined, ...signed };
  return insertVersion(desk, ending, (version) => ({ id, version }), keep);
}

/** Adds a version, and keeps what came of it in the same transaction; in force here when it answers. */
async function insertVersion<Done>(
  { pool, boundaries }: Desk,
  drawing: Drawing,
  doneAs: (version: number) => Done,
  keep: Keep<Done> | undefined,
): Promise<Done> {
  const done = await inTransaction(pool, async (client) => {
    const made = doneAs(await insertDrawing(client, drawing));
    await keep?.(client, made);
    return made;
  });
  await boundaries.refresh();
  return done;
}
