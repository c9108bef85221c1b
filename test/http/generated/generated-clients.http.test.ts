import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { removeScratch, scratchFolder } from '../../support/scratch.ts';
import {
  COMMISSIONER,
  LEADER,
  SECTION,
  type SupervisedCounty,
  supervisedCounty,
  TASK_FORCE,
} from '../stage/supervised-county.ts';
import { openValidatingProxy, type ValidatingProxy } from '../stage/validating-proxy.ts';
import { ORVAL_BESIDE } from './side-stories.ts';
import { COMMON, ORVAL_STORY, SWAGGER_STORY } from './stories.ts';

const run = promisify(execFile);

/** As strict as our own, so that whoever is strict can use what is generated. */
const TSCONFIG = {
  compilerOptions: {
    target: 'es2023',
    lib: ['es2023', 'dom', 'dom.iterable'],
    module: 'nodenext',
    types: ['node'],
    typeRoots: [join(projectRoot(), 'node_modules', '@types')],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noImplicitOverride: true,
    skipLibCheck: false,
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: true,
    outDir: 'out',
  },
  include: ['*.ts'],
};

const ADMIN = '330523-TF/AD';
const NEWCOMER = '330523-O2/B';

const GENERATORS = {
  orval: { story: ORVAL_STORY, args: ['--config', 'orval.config.mjs'] },
  'swagger-typescript-api': {
    story: SWAGGER_STORY,
    args: ['generate', '-p', 'openapi.json', '-o', '.', '-n', 'client.ts', '--silent'],
  },
} as const;
const ORVAL_CONFIG = `export default { onedoor: { input: './openapi.json',
  output: { target: './client.ts', client: 'fetch', mode: 'single', headers: true } } };`;

let county: SupervisedCounty;
let proxy: ValidatingProxy;
let folder: string;
let document = '';

beforeAll(async () => {
  county = await supervisedCounty({ keptDirectory: true });
  proxy = await openValidatingProxy(county.open.port, county.open.contract);
  folder = await scratchFolder();
  document = (await county.open.as(undefined).get('/openapi.json')).text;
});
afterAll(async () => {
  await proxy.close();
  await county.close();
  await removeScratch(folder);
});

const bin = (name: string) => join(projectRoot(), 'node_modules', '.bin', name);

/** The client of a generator and its story, compiled. */
async function compiled(
  generator: keyof typeof GENERATORS,
  story: string = GENERATORS[generator].story,
): Promise<string> {
  const { args } = GENERATORS[generator];
  const place = await mkdtemp(join(folder, generator));
  const files = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify(TSCONFIG),
    'openapi.json': document,
    'orval.config.mjs': ORVAL_CONFIG,
    'story.ts': story,
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(place, name), text)));
  await run(bin(generator), [...args], { cwd: place });
  await run(bin('tsc'), ['-p', '.'], { cwd: place }).catch(({ stdout }: { stdout: string }) => {
    throw new Error(`What ${generator} made does not compile:\n${stdout.slice(0, 3_000)}`);
  });
  return join(place, 'out', 'story.js');
}

/** Runs a story as a program of its own, while the county's workers do what it asks for. */
async function told(story: string): Promise<readonly string[]> {
  const keys = Object.fromEntries(
    [TASK_FORCE, COMMISSIONER, SECTION, LEADER, ADMIN, NEWCOMER].map((seat) => [
      seat,
      county.open.keyOf(`seat:${seat}`),
    ]),
  );
  const env = {
    PATH: process.env.PATH,
    BASE: proxy.url,
    KEYS: JSON.stringify(keys),
  };
  const telling = run(process.execPath, [story], { env });
  const over = new AbortController();
  const ended = telling.finally(() => over.abort());
  ended.catch(() => undefined);
  while (!over.signal.aborted) await county.desk.settle();
  return JSON.parse((await ended).stdout) as string[];
}

describe('a client that was generated from /openapi.json', () => {
  it('by orval compiles strictly and brings a task from submission to its end', async () => {
    const steps = await told(await compiled('orval'));
    expect(steps).toEqual([
      'dry run true',
      'open.dispatched',
      'inbox true',
      expect.stringMatching(/^receive /),
      'stale revision-stale',
      expect.stringMatching(/^subDispatch /),
      'open.dispatched',
      expect.stringMatching(/^receive /),
      expect.stringMatching(/^finish /),
      expect.stringMatching(/^claimDone /),
      expect.stringMatching(/^pass /),
      expect.stringMatching(/^strikeOff /),
      expect.stringMatching(/^refused 4/),
      'nowhere not-found',
      'timeline',
      'list',
      'counts',
      'me',
      'nobody 401',
    ]);
  });

  it('by swagger-typescript-api does so, too', async () => {
    const steps = await told(await compiled('swagger-typescript-api'));
    expect(steps).toEqual([
      'dry run true',
      'open.dispatched',
      'inbox true',
      expect.stringMatching(/^receive /),
      'revision-stale',
      expect.stringMatching(/^claimDone /),
      expect.stringMatching(/^pass /),
      expect.stringMatching(/^strikeOff /),
      'not-found',
      'unauthenticated',
      'true',
    ]);
  });

  it('by orval goes every way beside: more time, parking, return, notice, a day off, a key, a handover', async () => {
    const steps = await told(await compiled('orval', ORVAL_BESIDE(COMMON)));
    expect(steps.join(', ')).toBe(
      'receive, requestExtension, endorse, grant, requestParking, endorse, grant, resume, return, endorse, uphold, acknowledge, ' +
        'calendar dry 200, calendar 200, key true, revoked 200, confirmed 200, handover confirmed',
    );
  });

  it('sends and is sent nothing that a validating proxy between it and the door would object to', () => {
    expect(proxy.findings).toEqual([]);
    const statuses = [...proxy.seen].map((what) => what.split(' ').at(-1));
    expect(statuses).toEqual(expect.arrayContaining(['200', '201', '401', '404', '412']));
  });
});
