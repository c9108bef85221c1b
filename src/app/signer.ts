import type pg from 'pg';
import { signatoryOf } from '../access/actor.ts';
import type { Caller } from '../access/caller.ts';

/** Who asks: a caller, within their rights, or the operator at the command line, to whom all is open. */
export type Signer = Caller | { readonly command: string };

/** Keeps what came of it in the transaction that does it. */
export type Keep<Done> = (client: pg.ClientBase, done: Done) => Promise<void>;

/** Who asks for something to be done, whether it is only foretold, and what is kept with it. */
export interface Asking<Done> {
  readonly by: Signer;
  readonly dryRun: boolean;
  readonly keep?: Keep<Done>;
}

/** The caller within whose rights it is asked; undefined where all is open. */
export function callerIn(signer: Signer): Caller | undefined {
  return 'command' in signer ? undefined : signer;
}

/** Who signs for it: the person behind the key, the machine, or the user of the command line. */
export function signatureOf(signer: Signer): string {
  return 'command' in signer ? `command:${signer.command}` : signatoryOf(signer);
}
