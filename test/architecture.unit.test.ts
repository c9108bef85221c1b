import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../src/platform/process/project-root.ts';
import { findViolations, type SourceTree } from './architecture/find-violations.ts';
import { FOLDER_CEILING, LINE_CEILING } from './architecture/rules.ts';

function realTree(): SourceTree {
  const paths = ['src', 'workflows', 'test'].flatMap((top) =>
    readdirSync(join(projectRoot(), top), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => `${top}/${name}`),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(projectRoot(), path), 'utf8')]));
}

const healthy: Readonly<Record<string, string>> = {
  'src/platform/clock.ts': "import { hrtime } from 'node:process';\nexport const now = hrtime;\n",
  'src/platform/postgres/pool.ts':
    "import { Pool } from 'pg';\nexport const pool = (o) => new Pool({ statement_timeout: 1, query_timeout: 2, ...REACHING });\n",
  'src/engine/definition/define.ts':
    "import { setup } from 'xstate';\nimport { now } from '../platform/clock.ts';\n",
  'src/engine/store/load-tasks.ts': "import { Client } from 'pg';\n",
  'src/engine/work/work.ts':
    "import type { Pool } from 'pg';\nimport {\n  a,\n  b,\n} from './store/load-tasks.ts';\n",
  'src/http/door.ts': "import express from 'express';\nimport { z } from 'zod';\n",
  'src/main/api.ts':
    "import { list } from '../../workflows/index.ts';\nimport { door } from '../http/door.ts';\n",
  'workflows/index.ts': "import { one } from './one.ts';\nexport const list = [one];\n",
  'workflows/one.ts':
    "import { define } from '../src/engine/definition/define.ts';\nimport { assign } from 'xstate';\n",
  'test/engine/work.unit.test.ts': "import { list } from '../../workflows/index.ts';\n",
};

function violationsWith(planted: Record<string, string>): string[] {
  return findViolations(new Map(Object.entries({ ...healthy, ...planted })));
}

describe('the architecture', () => {
  it('holds for every file of the project', () => {
    const tree = realTree();
    expect(tree.size).toBeGreaterThan(50);
    expect(findViolations(tree)).toEqual([]);
  });

  it('finds nothing in a healthy tree', () => {
    expect(violationsWith({})).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a room that looks up',
      { 'src/engine/x.ts': "import { d } from '../http/door.ts';" },
      /engine may not know http/,
    ],
    [
      'a peer',
      { 'src/calendar/x.ts': "import { d } from '../directory/seat.ts';" },
      /calendar may not know directory/,
    ],
    [
      'looking up for a type',
      { 'src/platform/x.ts': "import type { A } from '../engine/define.ts';" },
      /platform may not/,
    ],
    [
      'looking up lazily',
      { 'src/platform/x.ts': "const a = await import('../engine/define.ts');" },
      /platform may not/,
    ],
    [
      'an import over several lines',
      { 'src/platform/x.ts': "import {\n  a,\n} from '../engine/define.ts';" },
      /platform may/,
    ],
    [
      'a room nobody planned',
      { 'src/misc/x.ts': "import { now } from '../platform/clock.ts';" },
      /no room of the design/,
    ],
    [
      'a route with a transaction of its own',
      {
        'src/http/routes/x.ts': "import { inTransaction } from '../../platform/postgres/in-transaction.ts';",
      },
      /a use case of src\/app opens the transaction/,
    ],
    [
      'a command that shows what HTTP answers',
      { 'src/main/commands/x.ts': "import { planView } from '../../http/representation/plan.ts';" },
      /a command calls a use case/,
    ],
    ['xstate outside', { 'src/tasks/x.ts': "import { setup } from 'xstate';" }, /imports xstate/],
    ['bullmq outside', { 'src/http/x.ts': "import { Queue } from 'bullmq';" }, /imports bullmq/],
    ['express outside', { 'src/access/x.ts': "import type { Request } from 'express';" }, /imports express/],
    ['pg outside a store', { 'src/tasks/x.ts': "import { Pool } from 'pg';" }, /imports pg/],
    [
      'a workflow with more',
      { 'workflows/two.ts': "import { now } from '../src/platform/clock.ts';" },
      /workflows import only/,
    ],
    [
      'a workflow with a package',
      { 'workflows/two.ts': "import { parse } from 'yaml';" },
      /workflows import only/,
    ],
    [
      'the list read by a workflow',
      { 'workflows/two.ts': "import { list } from './index.ts';" },
      /only src\/main may/,
    ],
    [
      'a workflow known to the door',
      { 'src/http/x.ts': "import { one } from '../../workflows/one.ts';" },
      /http may not know workflows/,
    ],
    [
      'the product using a test',
      { 'src/main/x.ts': "import { x } from '../../test/support/x.ts';" },
      /knows no tests/,
    ],
    ['a barrel', { 'src/tasks/x.ts': "export { now } from '../platform/clock.ts';" }, /no barrels/],
    ['a whole barrel', { 'src/tasks/x.ts': "export * from '../platform/clock.ts';" }, /no barrels/],
    ['an index', { 'src/tasks/index.ts': '' }, /is an index/],
    ['a default export', { 'src/tasks/x.ts': 'export default function x() {}\n' }, /default export/],
    [
      'a full folder',
      Object.fromEntries(Array.from({ length: FOLDER_CEILING + 1 }, (_, n) => [`src/tasks/x${n}.ts`, ''])),
      /src\/tasks holds 21 files/,
    ],
    ['a long file', { 'src/tasks/x.ts': 'const a = 1;\n'.repeat(LINE_CEILING + 1) }, /301 lines/],
    ['a long test', { 'test/tasks/x.unit.test.ts': 'const a = 1;\n'.repeat(LINE_CEILING + 1) }, /301 lines/],
    [
      'a test by the day on which it runs',
      { 'test/http/x.http.test.ts': 'const today = new Date();' },
      /hand one in/,
    ],
    [
      'a clock passed on in a test',
      { 'test/tasks/x.db.test.ts': 'createEngine(pool, Date.now);' },
      /reads the machine's clock/,
    ],
    [
      'a connection made elsewhere',
      { 'src/tasks/store/x.ts': "import { Client } from 'pg';\nconst client = new Client({});" },
      /waits by .*Client/,
    ],
    [
      'a pool without a limit',
      { 'src/platform/postgres/pool.ts': "import { Pool } from 'pg';\nconst pool = new Pool({});" },
      /without .*query_timeout/,
    ],
    ['a program run without a limit', { 'src/doctor/x.ts': "execFile('df');" }, /waits by .*execFile/],
    ['a request without a limit', { 'src/tasks/x.ts': "await fetch('http://x');" }, /waits by .*fetch/],
    [
      'a pool whose statements may take for ever',
      { 'src/main/x.ts': 'createPool({ statementSeconds: 0 });' },
      /waits by/,
    ],
    ['a name in capitals', { 'src/tasks/TaskView.ts': '' }, /kebab-case/],
    ['an empty name', { 'src/tasks/utils.ts': '' }, /says nothing/],
    [
      'a cycle',
      {
        'src/tasks/a.ts': "import { b } from './b.ts';",
        'src/tasks/b.ts': "import type { c } from './c.ts';",
        'src/tasks/c.ts': "import { a } from './a.ts';",
      },
      /Import cycle: src\/tasks\/a.ts → src\/tasks\/b.ts → src\/tasks\/c.ts → src\/tasks\/a.ts/,
    ],
  ])('catches %s, and only that', (_, planted, expected) => {
    const violations = violationsWith(planted);
    expect(violations).toEqual([expect.stringMatching(expected)]);
  });
});
