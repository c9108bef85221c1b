import type pg from 'pg';
import type { Caller } from '../../access/caller.ts';
import type { Asking } from '../../app/signer.ts';

/** A request for a change that can be foretold as well; what came of it is the answer, kept with it. */
export function askingOf<View>(
  caller: Caller,
  { dryRun }: { readonly dryRun: 'true' | 'false' },
  keepWith: (client: pg.ClientBase, reply: { readonly status: 200; readonly body: View }) => Promise<void>,
): Asking<View> {
  return {
    by: caller,
    dryRun: dryRun === 'true',
    keep: (client, body) => keepWith(client, { status: 200, body }),
  };
}
