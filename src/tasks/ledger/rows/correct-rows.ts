import { createHash } from 'node:crypto';
import { spokenWords } from '../../../directory/spoken.ts';
import type { Actor, Title } from '../../../engine/definition/define.ts';
import type { Engine } from '../../../engine/engine.ts';
import { type Answering, KeyTaken } from '../../../engine/writing/commands.ts';
import { isClientProblem, Problem, type ProblemPart } from '../../../platform/wording/problem.ts';
import { CORRECTION } from '../../../vocabulary/register.ts';
import { type EntryFacts, entryJudge } from '../../entry/judge-entry.ts';
import type { EntryNote } from '../../entry/note.ts';
import { type CellFault, faultsOfInput } from '../cells/read-row.ts';
import type { RowWarning } from '../warning.ts';
import { type CompareTerms, differencesOf } from './compare-row.ts';
import type { DecidedRow } from './decide-rows.ts';
import { warningOf } from './judge-row.ts';
import { registeredMatterOf } from './registered-task.ts';

export type ChangedRow = Extract<DecidedRow, { readonly kind: 'changed' }>;

/** What became of a row that differs from its task. */
export type Correction =
  | { readonly kind: 'corrected'; readonly warnings: readonly RowWarning[] }
  /** Another import had corrected it a moment before. */
  | { readonly kind: 'before' }
  | { readonly kind: 'refused'; readonly why: Title; readonly faults: readonly CellFault[] };

/** Sends a task the event `correct`, judged like any that comes in; answers what the door has to say of it. */
export type SendCorrection = (
  taskId: string,
  data: unknown,
  answering: Answering,
) => Promise<readonly EntryNote[]>;

/** Corrections for the task force, by an actor that has no request of its own. */
export function correctionsBy(actor: Actor, engine: Engine, facts: EntryFacts): SendCorrection {
  return async (taskId, data, answering) => {
    const judge = entryJudge(facts);
    const event = { type: CORRECTION, data };
    await engine.send({ taskId, event, actor, relations: () => ['taskForce'], judge, answering });
    return judge.warnings();
  };
}

export interface Corrector {
  readonly engine: Engine;
  readonly correct: SendCorrection;
  readonly terms: CompareTerms;
  readonly reasonFor: (row: number) => string;
  /** Why dates that have passed are taken. */
  readonly acceptPastDate: string | undefined;
}

/**
 * Corrects the task of a row in what differs. Two imports of the same at the same time correct it once: the claim on the
 * difference is committed with the event. A task that takes no correction says why, and stays as it is.
 */
export async function correctRow(corrector: Corrector, changed: ChangedRow): Promise<Correction> {
  const { planned, row, task, identity, differences } = changed;
  if ('refused' in planned) return { kind: 'refused', why: planned.refused, faults: [] };
  const { acceptPastDate, terms } = corrector;
  const { fields } = planned;
  const isDated = 'limit' in fields && acceptPastDate !== undefined;
  const data = { ...fields, ...(isDated && { acceptPastDate }), reason: corrector.reasonFor(row.row) };
  const scope = digest(['ledger-correction', task.id, task.corrections, fields]);
  const answering: Answering = ({ id, number }) => ({
    scope,
    fingerprint: identity.digest,
    status: 200,
    headers: {},
    body: JSON.stringify({ taskId: id, number, differences }),
  });
  try {
    const notes = await corrector.correct(task.id, data, answering);
    return { kind: 'corrected', warnings: notes.map((note) => warningOf(note, row.cells)) };
  } catch (error) {
    if (error instanceof KeyTaken) return { kind: 'before' };
    if (!(error instanceof Problem) || !isClientProblem(error)) throw error;
    if (await isSaidNow(corrector, changed)) return { kind: 'before' };
    const parts = (error.extras['errors'] ?? []) as readonly ProblemPart[];
    const spoken = parts.map((part) => ({ ...part, message: spokenWords(terms.directory, part.message) }));
    return {
      kind: 'refused',
      why: numbered(spokenWords(terms.directory, error.detail), task),
      faults: faultsOfInput(spoken, row.cells),
    };
  }
}

/** A refusal names a task by its id; who has a ledger at hand knows its number. */
function numbered({ zh, en }: Title, { id, number }: ChangedRow['task']): Title {
  return { zh: zh.replaceAll(id, number), en: en.replaceAll(id, number) };
}

/** True where the task has come to say what the row says. */
async function isSaidNow({ engine, terms }: Corrector, { task, matter }: ChangedRow): Promise<boolean> {
  const newest = await engine.read(task.id);
  const now = newest && registeredMatterOf(newest.snapshot.context);
  return now !== undefined && differencesOf(matter, { ...task, matter: now }, terms).length === 0;
}

function digest(said: unknown): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
