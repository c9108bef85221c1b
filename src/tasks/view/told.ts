import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { resolveSeat } from '../../directory/resolve/resolve-seat.ts';
import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { readingsOf } from '../../vocabulary/readings.ts';

/** An event of the log, as its row has it. */
interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  /** ISO instant: people are those who answered for the seats then. */
  readonly at: string;
}

/**
 * What an event came to in one sentence, as its workflow tells it; undefined where its title says it all. `context` is
 * what the task remembers, for workflows that tell from it.
 */
export function toldOf(
  definition: WorkflowDefinition | undefined,
  { id, type, data, at }: LoggedEvent,
  directory: Directory,
  context?: unknown,
): Title | undefined {
  const { told, toldFromMemory } = readingsOf(definition);
  const event = { id, data, personAt: (seat: string) => personInWords(seat, directory, at) };
  const fromMemory = toldFromMemory?.[type];
  if (fromMemory !== undefined && context != null) return fromMemory(event, context);
  return told?.[type]?.(event);
}

function personInWords(seat: string, directory: Directory, at: string): string {
  const { person } = resolveSeat(directory, seat, at);
  const unit = indexDirectory(directory).seats.get(seat)?.unit;
  const name = unit === undefined ? undefined : indexDirectory(directory).units.get(unit)?.name;
  return name === undefined ? person.name : `${name} ${person.name}`;
}
