import { type Database, LISTED, type ListedRow } from './lists/listed-row.ts';
import { createParameters, type SqlValues } from './lists/parameters.ts';

/** Position in the order of an inbox. */
export interface InboxPosition {
  /** When the reader's seat must act. */
  readonly by: string | null;
  readonly normal: boolean;
  readonly serial: number;
}

/** A row with what the reader's own seat has to do. */
export interface InboxRow extends ListedRow {
  /** True where the task waits at the seat beside its owner's. */
  readonly besides: boolean;
  /** The instant by which the seat must act, in full precision, for cursors. */
  readonly by_key: string | null;
}

/** False sorts first: of two tasks due at one instant the urgent one comes first. */
const NORMAL = `(task.urgency IS DISTINCT FROM 'urgent')`;

/** What waits: at some seats, and single tasks besides. */
export interface InboxPlaces {
  readonly seats: readonly string[];
  readonly tasks?: readonly string[];
}

/** One reason for which a task waits, and the column by which it is ordered there. */
interface Way {
  readonly by: string;
  readonly besides: 'true' | 'false';
  readonly place: string;
}

/**
 * The open tasks that wait at any of some places, by the instant at which the reader's own seat must act, then those
 * without one; urgent before normal; then by serial. A task that waits at two of the reader's seats is there once, for
 * what the one besides its owner has to do. Each seat is walked in its own index order and only as far as the page
 * needs, so the price grows with seats and limit and not with what waits.
 */
export async function selectInbox(
  database: Database,
  { seats, tasks = [] }: InboxPlaces,
  limit: number,
  after: InboxPosition | undefined,
): Promise<readonly InboxRow[]> {
  const parameters = createParameters();
  const most = parameters.add(limit);
  const all = `${parameters.add(seats)}::text[]`;
  const notBesides = `(task.attention IS NULL OR task.attention <> ALL(${all}))`;
  const walked = (way: Way) => pagesOf(way, most, after, parameters);
  const atSeats = [
    ...walked({ by: 'task.owner_by', besides: 'false', place: `task.owner = seat.id AND ${notBesides}` }),
    ...walked({ by: 'task.attention_by', besides: 'true', place: 'task.attention = seat.id' }),
  ];
  const lent = () => ({
    by: 'least(task.owner_by, task.attention_by)',
    besides: 'false' as const,
    place: `task.id = ANY(${parameters.add(tasks)}::uuid[]) AND task.owner <> ALL(${all}) AND ${notBesides}`,
  });
  const found = [
    `SELECT one.* FROM unnest(${all}) AS seat(id) CROSS JOIN LATERAL (${union(atSeats)}) AS one`,
    ...(tasks.length === 0 ? [] : walked(lent())),
  ];
  const text = `SELECT found.* FROM (${union(found)}) AS found
    ORDER BY found.by_at, found.normal, found.serial LIMIT ${most}`;
  return (await database.query<InboxRow>(text, parameters.values)).rows;
}

function union(parts: readonly string[]): string {
  return parts.map((part) => `(${part})`).join(' UNION ALL ');
}

/** The page of one way: what is to be done by some instant, then the rest. */
function pagesOf(way: Way, most: string, after: InboxPosition | undefined, values: SqlValues): string[] {
  return [
    ...(after?.by === null ? [] : [dated(way, most, after, values)]),
    undated(way, most, after?.by === null ? after : undefined, values),
  ];
}

function dated(way: Way, most: string, after: InboxPosition | undefined, { add }: SqlValues): string {
  // The bound on the instant alone is what the index can use; the comparison of rows then drops what was shown.
  const by = after && `${add(after.by)}::timestamptz`;
  const beyond =
    after === undefined
      ? `${way.by} IS NOT NULL`
      : `${way.by} >= ${by} AND (${way.by}, ${NORMAL}, task.serial) > (${by}, ${add(after.normal)}, ${add(after.serial)})`;
  return `${waiting(way)} AND ${beyond} ORDER BY ${way.by}, normal, task.serial LIMIT ${most}`;
}

function undated(way: Way, most: string, after: InboxPosition | undefined, { add }: SqlValues): string {
  const beyond =
    after === undefined
      ? ''
      : `AND (${NORMAL}, task.serial) > (${add(after.normal)}::boolean, ${add(after.serial)})`;
  return `${waiting(way)} AND ${way.by} IS NULL ${beyond} ORDER BY normal, task.serial LIMIT ${most}`;
}

function waiting({ by, besides, place }: Way): string {
  return `SELECT ${LISTED}, ${NORMAL} AS normal, ${by} AS by_at, (${by})::text AS by_key, ${besides} AS besides
    FROM task WHERE task.closed_at IS NULL AND ${place}`;
}
