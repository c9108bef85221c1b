import { Redis } from 'ioredis';
import type { TestRedis } from './redis.ts';

/** Runs one command on one server, over a connection of its own. */
export async function redisCommand<Answer>(
  { port }: TestRedis,
  command: string,
  ...args: readonly (string | number)[]
): Promise<Answer> {
  const client = new Redis({ port, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined); // the command itself reports it
  try {
    return (await client.call(command, ...args)) as Answer;
  } finally {
    client.disconnect();
  }
}
