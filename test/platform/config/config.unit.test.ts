import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig, printConfig } from '../../../src/platform/config/config.ts';
import { configJsonSchema } from '../../../src/platform/config/config-json-schema.ts';
import { configKeys } from '../../../src/platform/config/config-keys.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';

const base = mkdtempSync(join(tmpdir(), 'onedoor-config-'));
afterAll(() => rmSync(base, { recursive: true }));

function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(base, 'case-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

describe('the configuration', () => {
  it('is complete without any file or variable', () => {
    const { config, sources } = loadConfig({ PATH: '/bin' }, folderWith({}));
    expect(config).toMatchObject({
      port: 8080,
      // From wherever it is started.
      dataDir: join(projectRoot(), 'data'),
      limits: { bodyBytes: 262_144, jsonDepth: 32 },
    });
    expect(config.databaseUrl).toBeUndefined();
    expect(sources.size).toBe(0);
  });

  it('lets the environment win over the file, and the file over the defaults', () => {
    const folder = folderWith({ 'onedoor.yaml': 'port: 9000\nengine:\n  batchSize: 50\n  committers: 4\n' });
    const { config, sources } = loadConfig({ ONEDOOR_ENGINE_BATCH_SIZE: '25' }, folder);
    expect(config.port).toBe(9000);
    expect(config.engine).toMatchObject({ batchSize: 25, committers: 4, maxAttempts: 5 });
    expect(sources.get('engine.batchSize')).toBe('ONEDOOR_ENGINE_BATCH_SIZE');
    expect(sources.get('port')).toBe(join(folder, 'onedoor.yaml'));
  });

  it('reads a secret from the file that a _FILE variable names', () => {
    const folder = folderWith({ url: 'postgresql://u:p@db/onedoor\n' });
    const { config } = loadConfig({ DATABASE_URL_FILE: join(folder, 'url') }, folder);
    expect(config.databaseUrl).toBe('postgresql://u:p@db/onedoor');
  });

  it.each([
    ['a variable that means nothing', { ONEDOOR_PROT: '1' }, '', 'ONEDOOR_PROT'],
    ['a key that means nothing', {}, 'limits:\n  bodyBites: 1', 'limits.bodyBites'],
    ['a value of the wrong kind', { PORT: 'eighty' }, '', 'port is "eighty" (from PORT)'],
    ['a value out of range', {}, 'port: 70000', 'onedoor.yaml'],
    ['a section that is no section', { ONEDOOR_LIMITS_JSON_DEPTH: '3' }, 'limits: 5', 'limits is 5'],
    ['a database of another make', { DATABASE_URL: 'mysql://x' }, '', 'postgresql://user'],
    ['a secret given twice', { REDIS_URL: 'redis://h', REDIS_URL_FILE: '/x' }, '', 'expected one of them'],
    [
      'a secret file that is not there',
      { REDIS_URL_FILE: '/not/there' },
      '',
      'REDIS_URL_FILE names /not/there',
    ],
    [
      'a time limit of thirty days',
      { ONEDOOR_LIMITS_REQUEST_SECONDS: '2592000' },
      '',
      'limits.requestSeconds',
    ],
    ['keys that are kept for ever', { ONEDOOR_IDEMPOTENCY_HOURS: '100000000000' }, '', 'idempotencyHours'],
    ['a file that is a list', {}, '- 1', 'must hold settings'],
    ['a file that is not YAML', {}, 'a: [', 'is not YAML'],
    ['a file that is not there', { ONEDOOR_CONFIG: '/not/there.yaml' }, '', 'named by ONEDOOR_CONFIG'],
  ])('refuses %s, and says which', (_, env, yaml, complaint) => {
    const folder = folderWith(yaml === '' ? {} : { 'onedoor.yaml': yaml });
    expect(() => loadConfig(env, folder)).toThrow(complaint);
  });

  it('tells all faults at once', () => {
    const folder = folderWith({ 'onedoor.yaml': 'prot: 1' });
    expect(() => loadConfig({ ONEDOOR_X: '1', PORT: 'x' }, folder)).toThrow(
      /ONEDOOR_X[^]*prot|prot[^]*ONEDOOR_X/,
    );
  });

  it('never shows a password, neither printed nor in a complaint', () => {
    const url = 'postgresql://user:hunter2@db/onedoor';
    expect(printConfig(loadConfig({ DATABASE_URL: url }, folderWith({})))).not.toContain('hunter2');
    const wrong = { DATABASE_URL: 'mysql://user:hunter2@db/onedoor' };
    expect(() => loadConfig(wrong, folderWith({}))).toThrow(/^(?![^]*hunter2)/);
  });

  it('can give every setting by a variable of its own', () => {
    const names = configKeys.map(({ variable }) => variable);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['DATABASE_URL', 'REDIS_URL', 'PORT', 'ONEDOOR_DATA_DIR']));
  });

  it("explains every setting in both languages in the editors' schema, which is up to date", () => {
    const stored = readFileSync(join(projectRoot(), 'config/onedoor.schema.json'), 'utf8');
    expect(stored).toBe(configJsonSchema());
    const texts = JSON.stringify(JSON.parse(stored)).match(/"description":"[^"]+"/g) ?? [];
    expect(texts.length).toBeGreaterThanOrEqual(configKeys.length);
    for (const text of texts) expect(text).toMatch(/\p{Script=Han}.*。.*[a-z]/u);
  });
});
