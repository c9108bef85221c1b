import type { NetworkFault } from '../support/network/network-faults.ts';

export type Server = 'postgres' | 'redis';
export type Part = 'door' | 'worker';

/** What one kind of connection of a process is for, and by which name it is known to its server. */
export interface Role {
  readonly server: Server;
  readonly part: Part;
  readonly what: string;
  /** All connections of the process where there is none. */
  readonly name: RegExp | undefined;
  /** A door cannot keep its promise without it, and has to say so. */
  readonly promised?: true;
}

/** Every connection that a door and a worker hold, by what it is for. */
export const ROLES: readonly Role[] = [
  { server: 'postgres', part: 'door', what: 'commits, readiness', name: /^onedoor-engine$/, promised: true },
  { server: 'postgres', part: 'door', what: 'reads, keys', name: /^onedoor-readers$/, promised: true },
  { server: 'postgres', part: 'door', what: 'news', name: /^onedoor-listen$/ },
  { server: 'postgres', part: 'door', what: 'queue', name: /^onedoor-queue/ },
  { server: 'postgres', part: 'door', what: 'everything', name: undefined, promised: true },
  { server: 'postgres', part: 'worker', what: 'commits, watchdog, timers', name: /^onedoor-engine$/ },
  { server: 'postgres', part: 'worker', what: 'reads', name: /^onedoor-readers$/ },
  { server: 'postgres', part: 'worker', what: 'news', name: /^onedoor-listen$/ },
  { server: 'postgres', part: 'worker', what: 'queue', name: /^onedoor-queue/ },
  { server: 'postgres', part: 'worker', what: 'everything', name: undefined },
  { server: 'redis', part: 'door', what: 'doorbell', name: /^onedoor-producer/ },
  { server: 'redis', part: 'worker', what: 'doorbell', name: /^onedoor-producer/ },
  { server: 'redis', part: 'worker', what: 'locks, done', name: /^onedoor-consumer$/ },
  { server: 'redis', part: 'worker', what: 'waiting for jobs', name: /^\{onedoor-/ },
  { server: 'redis', part: 'worker', what: 'everything', name: undefined },
];

/** Faults in which the client alone can find out that the connection is dead. */
export const HALF_DEAD: readonly NetworkFault[] = ['dropped', 'unanswered'];

export interface Cell {
  readonly fault: NetworkFault;
  readonly role: Role;
}

export function tellCell({ fault, role: { server, part, what } }: Cell): string {
  return `${server} ${fault}: ${part}, ${what}`;
}
