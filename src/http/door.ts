import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPace } from './answer/pace-waits.ts';
import { createRefuse } from './answer/refuse.ts';
import { bornServer } from './born-server.ts';
import { answerClientErrors } from './client-errors.ts';
import type { Route } from './define-route.ts';
import type { DoorDeps } from './door-deps.ts';
import { expressApp } from './express-app.ts';
import type { DoorState } from './request/request-context.ts';
import { requestFigures } from './request/request-figures.ts';
import { sayingOf } from './request/saying.ts';
import { routes as allRoutes } from './routes.ts';

export interface Door {
  readonly server: Server;
  /** Resolves with the port listened on; 0 takes any free one. */
  listen(host: string, port: number): Promise<number>;
  /** Goes on answering, and lets go of each connection with its answer, so that clients turn elsewhere. */
  drain(): void;
  /** Takes no more requests, wakes those that wait, and lets those in hand finish within the limit. */
  close(limitMs?: number): Promise<void>;
  isClosing(): boolean;
}

const CLOSE_LIMIT_MS = 10_000;

/** Makes the HTTP door over the route table; it listens when told to. */
export function createDoor(deps: DoorDeps, routes: readonly Route[] = allRoutes): Door {
  const state: DoorState = { closing: false, draining: false, waiting: new Set() };
  const app = expressApp(routes, {
    deps,
    state,
    running: new Map(),
    pace: createPace(),
    refuse: createRefuse(deps.log, sayingOf(deps)),
    note: requestFigures(deps.metrics),
  });
  const requestTimeout = deps.settings.requestSeconds * 1_000;
  const server = bornServer(app, {
    // Longer than the idle time of usual proxies, so that it is they who hang up.
    keepAliveTimeout: 75_000,
    headersTimeout: Math.min(10_000, requestTimeout),
    requestTimeout,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: 16_384,
    noDelay: true,
  });
  server.maxHeadersCount = 100;
  answerClientErrors(server);

  return {
    server,
    isClosing: () => state.closing,
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    drain() {
      state.draining = true;
      deps.waiters.release();
    },
    close: (limitMs = CLOSE_LIMIT_MS) =>
      new Promise((resolve) => {
        state.closing = true;
        deps.waiters.release();
        for (const waiting of state.waiting) waiting.abort();
        const late = setTimeout(() => {
          server.closeAllConnections();
        }, limitMs);
        server.close(() => {
          clearTimeout(late);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}
