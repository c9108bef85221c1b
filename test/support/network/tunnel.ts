import { createConnection, type Socket } from 'node:net';
import type { NetworkFault } from './network-faults.ts';

/** One connection through the proxy, as it went; times of a clock that never goes back. */
export interface TunnelRecord {
  /** What it called itself to the server; undefined until it did. */
  name: string | undefined;
  readonly openedAt: number;
  struckAt: number | undefined;
  /** When the client first said something after that. */
  askedAt: number | undefined;
  /** When the client let go of it, or it was cut. */
  closedAt: number | undefined;
}

export interface Tunnel {
  readonly record: TunnelRecord;
  strike(fault: NetworkFault | undefined): void;
  heal(): void;
  cut(how: 'reset' | 'end'): void;
}

const LATE_MS = 333;

interface Piece {
  readonly to: Socket;
  readonly bytes: Buffer;
}

/** Leads a client to a server; `onNamed` answers with which fault it begins, once it is known who it is. */
export function openTunnel(
  near: Socket,
  port: number,
  onNamed: (name: string | undefined) => NetworkFault | undefined,
  onClosed: () => void,
): Tunnel {
  const far = createConnection({ host: '127.0.0.1', port });
  const record: TunnelRecord = {
    name: undefined,
    openedAt: performance.now(),
    struckAt: undefined,
    askedAt: undefined,
    closedAt: undefined,
  };
  let fault: NetworkFault | undefined = onNamed(undefined);
  let held: Piece[] = [];
  let late = 0;

  function cut(how: 'reset' | 'end'): void {
    record.closedAt ??= performance.now();
    for (const socket of [near, far]) {
      if (how === 'reset') socket.resetAndDestroy();
      else socket.destroy();
    }
    onClosed();
  }

  function pass({ to, bytes }: Piece): void {
    if (!to.destroyed) to.write(bytes);
  }

  function carry(piece: Piece): void {
    switch (fault) {
      case 'dropped':
        return;
      case 'unanswered':
        if (piece.to === far) pass(piece);
        return;
      case 'stalled':
        held.push(piece);
        return;
      case 'slow':
        late++;
        setTimeout(() => {
          late--;
          pass(piece);
          if (late === 0 && record.closedAt !== undefined) far.end();
        }, LATE_MS);
        return;
      case 'refused':
        cut('reset');
        return;
      case 'reset':
      case undefined:
        pass(piece);
    }
  }

  /** A network that carries nothing carries no goodbye either: the server learns of it when the network is healed. */
  function hearsNothing(): boolean {
    return fault === 'dropped' || fault === 'unanswered' || fault === 'stalled';
  }

  near.setNoDelay(true);
  far.setNoDelay(true);
  near.on('data', (bytes: Buffer) => {
    if (record.name === undefined) {
      record.name = nameIn(bytes);
      if (record.name !== undefined) strike(onNamed(record.name) ?? fault);
    }
    if (record.struckAt !== undefined) record.askedAt ??= performance.now();
    carry({ to: far, bytes });
  });
  far.on('data', (bytes: Buffer) => carry({ to: near, bytes }));
  near.on('error', () => undefined);
  far.on('error', () => undefined);
  near.on('close', () => {
    record.closedAt ??= performance.now();
    if (hearsNothing()) return;
    if (late === 0) far.end();
    if (far.destroyed) onClosed();
  });
  far.on('close', (hadError: boolean) => {
    if (hearsNothing() && !near.destroyed) return;
    // What it said last is still on its way.
    if (hadError) near.resetAndDestroy();
    else near.end();
    onClosed();
  });
  near.on('end', () => near.destroy());

  function strike(next: NetworkFault | undefined): void {
    fault = next;
    if (next === undefined) return;
    record.struckAt = performance.now();
    record.askedAt = undefined;
    if (next === 'refused') cut('reset');
  }

  return {
    record,
    cut,
    strike,
    heal() {
      const was = fault;
      // What carried nothing stays dead: the server has forgotten it, or will when it is told.
      if (was === 'dropped' || was === 'unanswered') {
        if (near.destroyed) cut('reset');
        return;
      }
      fault = undefined;
      const pieces = held;
      held = [];
      for (const piece of pieces) pass(piece);
      if (near.destroyed) far.end();
    },
  };
}

/** The name in a piece of a conversation: of PostgreSQL's startup message, or of Redis' CLIENT SETNAME. */
function nameIn(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1');
  const ofPostgres = /application_name\0([^\0]*)\0/.exec(text)?.[1];
  return ofPostgres ?? /setname\r\n\$\d+\r\n([^\r]*)\r\n/i.exec(text)?.[1];
}
