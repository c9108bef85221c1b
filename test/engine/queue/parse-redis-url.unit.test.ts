import { describe, expect, it } from '@jest/globals';
import { parseRedisUrl } from '../../../src/engine/queue/parse-redis-url.ts';

describe('REDIS_URL', () => {
  it.each(['redis://localhost:6379', 'rediss://user:secret@queue.example:6380/2'])(
    'leaves %s to the client as it is',
    (url) => {
      expect(parseRedisUrl(url)).toEqual({ kind: 'single', url });
    },
  );

  it('names the sentinels, their master and who asks', () => {
    expect(parseRedisUrl('sentinel://onedoor:p%40ss@10.0.0.1:26379,10.0.0.2/main')).toEqual({
      kind: 'sentinel',
      nodes: [
        { host: '10.0.0.1', port: 26_379 },
        { host: '10.0.0.2', port: 26_379 },
      ],
      name: 'main',
      auth: { username: 'onedoor', password: 'p@ss' },
    });
  });

  it('names the nodes of a cluster, also by IPv6', () => {
    expect(parseRedisUrl('cluster://[::1]:7001,redis-2:7002,redis-3')).toEqual({
      kind: 'cluster',
      nodes: [
        { host: '::1', port: 7_001 },
        { host: 'redis-2', port: 7_002 },
        { host: 'redis-3', port: 6_379 },
      ],
      auth: {},
    });
  });

  it.each([
    ['secret', { password: 'secret' }],
    [':secret', { password: 'secret' }],
    ['user:se:cr:et', { username: 'user', password: 'se:cr:et' }],
    ['', {}],
  ])('takes "%s" before the @ for %j', (login, auth) => {
    expect(parseRedisUrl(`cluster://${login}@a:1`)).toMatchObject({ auth });
  });

  it.each([
    ['', /expected redis:/],
    ['http://localhost:6379', /expected redis:/],
    ['redis:/localhost', /expected redis:/],
    ['redis://localhost:port', /expected redis:/],
    ['cluster://', /expected redis:/],
    ['cluster:///main', /expected redis:/],
    ['cluster://a:1,,b:2', /node ""/],
    ['cluster://a:0', /node "a:0"/],
    ['cluster://a:65536', /node "a:65536"/],
    ['cluster://a b:1', /node "a b:1"/],
    ['cluster://a:1/main', /no name and no databases/],
    ['sentinel://a:26379', /master-name at the end/],
    ['sentinel://a:26379/', /master-name at the end/],
    ['sentinel://u:%zz@a:26379/main', /percent-encoded/],
  ])('refuses "%s" and says what it expects', (url, expected) => {
    expect(() => parseRedisUrl(url)).toThrow(expected);
  });

  it.each([
    'cluster://u:secret@a:x',
    'sentinel://u:sec/ret@a:1/main',
    'http://u:secret@a',
    'redis://u:secret@a:b',
  ])('shows no password where it refuses %s', (url) => {
    expect(() => parseRedisUrl(url)).toThrow(/^REDIS_URL "\w+:\/\/…@/);
    expect(() => parseRedisUrl(url)).not.toThrow(/sec|ret@/);
  });
});
