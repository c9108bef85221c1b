import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { createApp, type Principals } from './reference/app.ts';
import { type Seats, startRelay, startWorker } from './reference/routing.ts';
import { SCHEMA } from './reference/schema.ts';
import { createWaiters } from './reference/waiters.ts';

/** What the reference server is told, in a file named as its only argument. */
export interface ReferenceSetup {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly principals: Principals;
  readonly seats: Seats;
}

/*
 * What an able team writes by hand for the lifecycle: Express, zod, pg, XState, BullMQ; one compare-and-swap statement
 * per event, an outbox with a relay, kept answers. No audit chain, no timers, no calendar, no offers: less work than
 * the product does.
 */
const setup = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as ReferenceSetup;
const pool = new Pool({ connectionString: setup.databaseUrl, max: 10 });
await pool.query(SCHEMA);
const waiters = createWaiters();
const wake = startRelay(pool, new Redis(setup.redisUrl, { maxRetriesPerRequest: null }));
startWorker(pool, new Redis(setup.redisUrl, { maxRetriesPerRequest: null }), setup.seats, waiters);
const server = createServer(createApp(pool, setup.principals, waiters, wake));
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
// An ordinary end, so that a profile is written.
process.once('SIGTERM', () => process.exit(0));
