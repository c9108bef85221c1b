import type pg from 'pg';
import type { ProblemCode } from '../platform/wording/problem.ts';
import type { Words } from '../platform/wording/words.ts';
import type { ChangeSet, RegisterPlan } from './plan-operations.ts';
import type { Versioned } from './version-watch.ts';

export type Database = Pick<pg.Pool | pg.ClientBase, 'query'>;

/** Columns by name, as PostgreSQL takes them. */
export type Columns = Readonly<Record<string, string | number | null>>;

/**
 * Something the county goes by that is kept in numbered versions, of which the highest is in force: who changed what,
 * when and why stays for ever. What differs between registers is declared here; all else is in this room.
 */
export interface Register<
  Content,
  InForce extends Versioned,
  Change extends ChangeSet,
  Terms,
  Plan extends RegisterPlan<Content, Change>,
> {
  /** Versions stand in the table `<name>_version`; other processes hear of them on the channel `onedoor_<name>`. */
  readonly name: string;
  /** As complaints name it, e.g. 目录. */
  readonly title: Words;
  readonly conflict: ProblemCode;
  /** Tries a change on what is in force: the dry run, and the first half of the real one. */
  readonly plan: (inForce: InForce, change: Change, terms: Terms) => Plan;
  /** What a version says besides its number and who made it when and why: columns of its row. */
  readonly columns: (content: Content) => Columns;
  /** The same of the change that led to it; a version that was seeded has none. */
  readonly changeColumns?: (plan: Plan) => Columns;
  /** The columns that the history tells. */
  readonly told: readonly string[];
  /** Writes what differs where the content stands in rows of its own, in the transaction of the version. */
  readonly writeDifference?: (
    client: pg.ClientBase,
    before: Content | undefined,
    after: Content,
  ) => Promise<void>;
  /** Notes what a change leaves to be done, in its transaction. */
  readonly noteChange?: (client: pg.ClientBase, version: number) => Promise<void>;
  /** Reads what is in force; undefined while the database has none. */
  readonly read: (database: Database) => Promise<InForce | undefined>;
  /** Throws where a content that is to be seeded contradicts itself. */
  readonly expectSound?: (content: Content) => void;
  /** Where fault tests may break a process that has just made a change. */
  readonly onCommitted?: () => Promise<void> | undefined;
}

/** Any register, where its types make no difference. */
export type NamedRegister = Pick<
  Register<never, Versioned, ChangeSet, never, never>,
  'name' | 'title' | 'told'
>;

/** Who makes a change, and when (ISO instant). */
export interface Signature {
  readonly by: string;
  readonly at: string;
}

/** On which other processes hear that a register has changed. */
export function channelOf({ name }: Pick<NamedRegister, 'name'>): string {
  return `onedoor_${name}`;
}
