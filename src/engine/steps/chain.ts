import { hash } from 'node:crypto';

/** The fields of an event row that its hash covers, as they are stored; json columns as their very text. */
export interface ChainedEvent {
  readonly taskId: string;
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly data: string;
  readonly actor: string;
  /** ISO instant with milliseconds. */
  readonly at: string;
  readonly version: number;
  readonly state: string;
  readonly owner: string;
}

/** The head before the first event of a chain. */
export const CHAIN_START = '';

/** Hash of an event over its predecessor's, so that no row can be changed, dropped, added or moved unseen. */
export function chainHash(previous: string, event: ChainedEvent): string {
  const row = [
    'sha256',
    previous,
    event.taskId,
    event.revision,
    event.eventId,
    event.type,
    event.data,
    event.actor,
    event.at,
    event.version,
    event.state,
    event.owner,
  ];
  return hash('sha256', JSON.stringify(row), 'hex');
}
