import { actorOf } from '../../access/actor.ts';
import type { Caller } from '../../access/caller.ts';
import type { Actor } from '../../engine/definition/define.ts';
import { recallAnswer } from '../../engine/store/kept-answers.ts';
import {
  type ImportCommand,
  type ImportProgress,
  importLedger as importRows,
} from '../../tasks/ledger/import-ledger.ts';
import type { ImportResult } from '../../tasks/ledger/result.ts';
import { correctionsBy, type SendCorrection } from '../../tasks/ledger/rows/correct-rows.ts';
import { CORRECTION, REGISTER_WORKFLOW } from '../../vocabulary/register.ts';
import type { Signer } from '../signer.ts';
import { type ActDesk, actOnTask } from './act-on-task.ts';
import { expectSubmitter } from './expect-submitter.ts';

/** What an import works with. */
export interface ImportDesk extends ActDesk {
  /** Hours for which is known what a row came to before. */
  readonly idempotencyHours: number;
}

/**
 * Registers the rows of a ledger, and corrects the tasks of those that changed: within the rights of a caller, or for
 * whoever runs the system. Throws `not-permitted`, `body-invalid`, `query-invalid`.
 */
export async function importLedger(
  desk: ImportDesk,
  asked: Omit<ImportCommand, 'actor'>,
  by: Signer,
  progress: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const { engine, county, clock, pool, categories, idempotencyHours } = desk;
  const recall = (scope: string) => recallAnswer(pool, scope, idempotencyHours);
  const { actor, correct } = 'command' in by ? commandAt(by.command, desk) : callerAt(by, desk);
  return importRows(
    { engine, county, clock, database: pool, categories, recall, correct },
    { ...asked, actor },
    progress,
  );
}

/** Who imports, and how tasks are corrected for them. */
interface Importer {
  readonly actor: Actor;
  readonly correct: SendCorrection;
}

function commandAt(command: string, { engine, county, categories }: ImportDesk): Importer {
  const actor = { principal: `command:${command}`, name: `命令行（${command}）` };
  return { actor, correct: correctionsBy(actor, engine, { county, categories }) };
}

function callerAt(caller: Caller, desk: ImportDesk): Importer {
  expectSubmitter(caller, desk.engine.registry.get(REGISTER_WORKFLOW));
  return {
    actor: actorOf(caller),
    async correct(id, data, answering) {
      const acting = await actOnTask({ caller, id, type: CORRECTION, data }, desk);
      await acting.send(answering);
      return acting.notes();
    },
  };
}
