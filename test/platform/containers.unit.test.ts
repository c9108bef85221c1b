import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { configKeys } from '../../src/platform/config/config-keys.ts';
import { CLUSTER_LOCALE } from '../../src/platform/postgres/embedded/embedded-initdb.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';

const service = z.looseObject({
  image: z.string(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  secrets: z.array(z.string()).default([]),
  healthcheck: z.looseObject({}).optional(),
  read_only: z.boolean().optional(),
  ports: z.array(z.string()).optional(),
});
const compose = z
  .looseObject({
    services: z.record(z.string(), service),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(parse(read('docker-compose.yml'), { merge: true }));

function read(path: string): string {
  return readFileSync(join(projectRoot(), path), 'utf8');
}

describe('the compose file', () => {
  const own = ['migrate', 'api', 'worker'];

  it('starts PostgreSQL, Redis, the migration, the door and workers', () => {
    expect(Object.keys(compose.services).toSorted()).toEqual(['postgres', 'redis', ...own].toSorted());
  });

  it('forbids Redis to evict, and keeps an append-only file', () => {
    expect(compose.services.redis?.command?.join(' ')).toMatch(
      /--maxmemory-policy noeviction.*--appendonly yes/,
    );
  });

  it('makes the database with the locale of the embedded one', () => {
    const args = compose.services.postgres?.environment.POSTGRES_INITDB_ARGS?.trim().split(/\s+/);
    expect(args).toEqual(CLUSTER_LOCALE);
  });

  it.each(own)('runs an entry point that exists, with settings that exist: %s', (name) => {
    const { command, environment, read_only: readOnly } = service.parse(compose.services[name]);
    const entry = command?.[1]?.replace(/^dist\/(.*)\.js$/, '$1.ts') ?? '';
    expect(existsSync(join(projectRoot(), entry))).toBe(true);
    const known = configKeys.flatMap(({ variable }) => [variable, `${variable}_FILE`]);
    expect(known).toEqual(expect.arrayContaining(Object.keys(environment)));
    expect(readOnly).toBe(true);
  });

  it('takes every secret from a file that git ignores', () => {
    const text = read('docker-compose.yml').replaceAll(/^ *#.*$/gm, '');
    expect(text).not.toMatch(/:\/\/\w+:\w+@/);
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^data\//);
    const used = Object.values(compose.services).flatMap(({ secrets }) => secrets);
    expect(new Set(used)).toEqual(new Set(Object.keys(compose.secrets)));
  });

  it('lets workers be many: they take no port', () => {
    expect(compose.services.worker?.ports).toBeUndefined();
  });
});

describe('the image', () => {
  const lines = read('config/Dockerfile').split('\n');

  it('runs on Node 24 as an ordinary user, and is asked at /livez', () => {
    expect(
      lines.filter((line) => line.startsWith('FROM')).every((line) => line.includes('node:24-bookworm-slim')),
    ).toBe(true);
    expect(lines).toContain('USER node');
    expect(lines.join('\n')).toMatch(/HEALTHCHECK[^]*\/livez/);
  });

  it('copies only what is there', () => {
    const sources = lines
      .filter((line) => line.startsWith('COPY') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(sources.length).toBeGreaterThan(4);
    for (const source of sources)
      expect([source, existsSync(join(projectRoot(), source))]).toEqual([source, true]);
  });
});
