import { type Database, LISTED, type ListedRow } from './listed-row.ts';
import { createParameters, type SqlValues } from './parameters.ts';

/** Position in the order of an inbox. */
export interface InboxPosition {
  readonly due: string | null;
  readonly normal: boolean;
  readonly serial: number;
}

/** False sorts first: of two tasks due at one instant the urgent one comes first. */
const NORMAL = `(task.urgency IS DISTINCT FROM 'urgent')`;

/** What waits: at some seats, and single tasks besides. */
export interface InboxPlaces {
  readonly seats: readonly string[];
  readonly tasks?: readonly string[];
}

/**
 * The open tasks that wait at any of some places: by due instant, so the overdue first, then those without one;
 * urgent before normal; then by serial. Each seat is walked in its own index order and only as far as the page
 * needs, so the price grows with seats and limit and not with what waits.
 */
export async function selectInbox(
  database: Database,
  { seats, tasks = [] }: InboxPlaces,
  limit: number,
  after: InboxPosition | undefined,
): Promise<readonly ListedRow[]> {
  const parameters = createParameters();
  const most = parameters.add(limit);
  const places = [
    'task.owner = seat.id',
    'task.attention = seat.id',
    ...(tasks.length === 0 ? [] : [`task.id = ANY(${parameters.add(tasks)}::uuid[])`]),
  ];
  const branches = places.flatMap((place) => [
    ...(after?.due === null ? [] : [dated(place, most, after, parameters)]),
    undated(place, most, after?.due === null ? after : undefined, parameters),
  ]);
  // A task may wait at two of the places: serials are unique, so equal positions are the same task.
  const text = `SELECT DISTINCT ON (found.due_at, found.normal, found.serial) found.*
    FROM unnest(${parameters.add(seats)}::text[]) AS seat(id)
    CROSS JOIN LATERAL (${branches.map((branch) => `(${branch})`).join(' UNION ALL ')}) AS found
    ORDER BY found.due_at, found.normal, found.serial LIMIT ${most}`;
  return (await database.query<ListedRow>(text, parameters.values)).rows;
}

function dated(place: string, most: string, after: InboxPosition | undefined, { add }: SqlValues): string {
  // The bound on due_at alone is what the index can use; the comparison of rows then drops what was shown.
  const due = after && `${add(after.due)}::timestamptz`;
  const beyond =
    after === undefined
      ? 'task.due_at IS NOT NULL'
      : `task.due_at >= ${due} AND (task.due_at, ${NORMAL}, task.serial) > (${due}, ${add(after.normal)}, ${add(after.serial)})`;
  return `${waiting(place)} AND ${beyond} ORDER BY task.due_at, normal, task.serial LIMIT ${most}`;
}

function undated(place: string, most: string, after: InboxPosition | undefined, { add }: SqlValues): string {
  const beyond =
    after === undefined
      ? ''
      : `AND (${NORMAL}, task.serial) > (${add(after.normal)}::boolean, ${add(after.serial)})`;
  return `${waiting(place)} AND task.due_at IS NULL ${beyond} ORDER BY normal, task.serial LIMIT ${most}`;
}

function waiting(place: string): string {
  return `SELECT ${LISTED}, ${NORMAL} AS normal FROM task WHERE task.closed_at IS NULL AND ${place}`;
}
