/** What one seat has to do with a task, and by when; null where no limit says. */
export interface Act {
  /** Names one of the workflow's `acts`. */
  readonly act: string;
  /** ISO instant. */
  readonly by: string | null;
}

/** Who has to act on a task by when, projected from the context into columns by which queues are ordered. */
export interface Standing {
  /** Of the owner; null where nothing is to be done, or only others have to. */
  readonly owner: Act | null;
  /** Of the seat in whose queue the task waits besides; null where there is none. */
  readonly attention: Act | null;
  /** ISO instant from which the task counts as late; null while it cannot. */
  readonly lateFrom: string | null;
  /** The light that it keeps while its clock stands still; null where it goes by the due date. */
  readonly heldLight: string | null;
}

/** Of a task that has ended. */
export const NO_STANDING: Standing = { owner: null, attention: null, lateFrom: null, heldLight: null };

/** The version of what the columns of a standing hold; rows that were written by another one are projected anew. */
export const PROJECTED = 1;

/** The part of a workflow's declaration that says who has to act by when. */
interface Declared {
  readonly name: string;
  readonly acts?: Readonly<Record<string, unknown>>;
  readonly facets: (
    context: never,
    state: string,
  ) => { readonly dueAt: string | null; readonly attention: string | null };
  readonly projections?: { readonly standing?: (context: never, state: string) => Standing };
}

/** Who has to act by when, as a workflow declares it; an act that has no name is refused where it comes up. */
export function standingBy({ projections, facets, acts = {}, name }: Declared) {
  const declared = projections?.standing as ((context: unknown, state: string) => Standing) | undefined;
  if (declared === undefined) {
    return (context: unknown, state: string) => byDueDate(facets(context as never, state));
  }
  return (context: unknown, state: string): Standing => {
    const standing = declared(context, state);
    for (const act of [standing.owner?.act, standing.attention?.act]) {
      if (act === undefined || Object.hasOwn(acts, act)) continue;
      throw new Error(
        `Workflow ${name}: act "${act}" in ${state}, expected one of ${Object.keys(acts).join(', ')}.`,
      );
    }
    return standing;
  };
}

/** Where a workflow says nothing, each seat has to act by the due date, and from then on the task is late. */
function byDueDate({ dueAt, attention }: ReturnType<Declared['facets']>): Standing {
  const act = { act: 'act', by: dueAt };
  return { owner: act, attention: attention === null ? null : act, lateFrom: dueAt, heldLight: null };
}
