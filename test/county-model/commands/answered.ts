import assert from 'node:assert/strict';
import type { Answer } from '../../http/stage/client.ts';
import type { CountyWorld } from '../county-world.ts';
import type { Outcome } from './step.ts';

/** Sends a change; a refusal must be one, and leave no trace beside its kept answer. */
export async function send(
  { door }: CountyWorld,
  what: string,
  ask: () => Promise<Answer>,
): Promise<Outcome & { readonly answer: Answer }> {
  const before = await tally(door.pool);
  const answer = await ask();
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text}`);
  if (answer.status < 300) return { is: 'done', what, answer };
  assert.equal(await tally(door.pool), before, `${what} was refused and left a trace: ${answer.text}`);
  return { is: 'refused', what: `${what} ${(answer.body as { readonly code: string }).code}`, answer };
}

async function tally(pool: CountyWorld['door']['pool']): Promise<string> {
  const { rows } = await pool.query<{ tally: string }>(
    `SELECT concat_ws(' ', (SELECT coalesce(sum(revision), 0) FROM task), (SELECT count(*) FROM effect),
      (SELECT max(version) FROM directory_version), (SELECT max(version) FROM calendar_version),
      (SELECT coalesce(sum(revision), 0) FROM handover)) AS tally`,
  );
  return rows[0]?.tally ?? '';
}
