import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startTestRedis } from '../support/redis/redis.ts';

describe('a test redis', () => {
  it('keeps what it stored over kill and restart, on the same port', async () => {
    const server = await startTestRedis({ settings: { appendfsync: 'always' } });
    const client = new Redis(server.url);
    client.on('error', () => undefined); // the connection is cut on purpose
    await client.set('kept', 'yes');
    await server.kill();
    await server.restart();
    expect(await client.get('kept')).toBe('yes');
    expect(await client.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
    client.disconnect();
    await server.stop();
  });
});
