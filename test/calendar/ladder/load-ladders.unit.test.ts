import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadLadders } from '../../../src/calendar/ladder/load-ladders.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'onedoor-ladders-'));
  await cp(join(projectRoot(), 'config/ladders'), folder, { recursive: true });
});

afterEach(() => rm(folder, { recursive: true }));

async function complaintAbout(content: string): Promise<readonly string[]> {
  await writeFile(join(folder, 'strict.yaml'), content);
  return loadLadders(folder).then(
    () => [],
    (error: unknown) =>
      String(error instanceof Error ? error.message : error)
        .replaceAll(`${folder}/`, '')
        .split('\n')
        // One fault is the whole message; several stand below a line that counts them.
        .filter((line) => /\.yaml:\d+: /.test(line)),
  );
}

/** A rung on one line, with what is wrong about it. */
function rung(code: string, when: string, rest = ''): string {
  return `  - { code: ${code}, title: { zh: 甲, en: a }, notice: blue, when: ${when}, tell: [supervisor], mayDo: { zh: 乙, en: b }${rest} }\n`;
}

function ladder(...rungs: readonly string[]): string {
  return `name: strict\nrungs:\n${rungs.join('')}`;
}

describe('loading ladders', () => {
  it('reads each by its name', async () => {
    await writeFile(join(folder, 'strict.yaml'), ladder(rung('a', '{ cause: due, workingDays: 1 }')));
    expect([...(await loadLadders(folder)).keys()]).toEqual(['default', 'strict']);
  });

  it.each([
    [
      'a code used twice',
      ladder(rung('a', '{ cause: due, workingDays: 1 }'), rung('a', '{ cause: due, workingDays: 5 }')),
      ['strict.yaml:4: rungs[1].code: expected each code once (found "a")'],
    ],
    [
      'rungs of the due date out of order, whatever stands between',
      ladder(
        rung('a', '{ cause: due, workingDays: 5 }'),
        rung('b', '{ cause: sentBack }'),
        rung('c', '{ cause: due, workingDays: 1 }'),
      ),
      [
        'strict.yaml:5: rungs[2].when.workingDays: expected the rungs of the due date in order of time, so at least 5 (found 1)',
      ],
    ],
    [
      'a cause that nobody knows',
      ladder(rung('a', '{ cause: fullMoon }')),
      [
        'strict.yaml:3: rungs[0].when.cause: expected a cause: due, behind, sentBack, unanswered, receipt or decision (found "fullMoon")',
      ],
    ],
    [
      'a share beyond the whole, a colour and an addressee that there are not',
      ladder(rung('a', '{ cause: behind, elapsedPercent: 100, leastProgressPercent: 0 }', ', copy: [mayor]')),
      [
        'strict.yaml:3: rungs[0].when.elapsedPercent: expected number to be <=99 (found 100)',
        'strict.yaml:3: rungs[0].when.leastProgressPercent: expected number to be >=1 (found 0)',
        'strict.yaml:3: rungs[0].copy[0]: expected one of "commissioner"',
      ],
    ],
    [
      'a copy to those who are told already',
      ladder(rung('a', '{ cause: due, workingDays: 1 }', ', copy: [supervisor]')),
      ['strict.yaml:3: rungs[0].copy: expected nobody who is told already (found ["supervisor"])'],
    ],
    [
      'an urge over an urge unanswered',
      ladder(rung('a', '{ cause: unanswered, workingDays: 5 }', ', answer: required')),
      ['strict.yaml:3: rungs[0].answer: expected optional'],
    ],
    [
      'a key that means nothing',
      ladder(rung('a', '{ cause: due, workingDays: 1 }', ', colour: red')),
      ['strict.yaml:3: rungs[0]: expected no such key (found "colour")'],
    ],
    [
      'a ladder under the name of another',
      `name: mild\nrungs:\n${rung('a', '{ cause: due, workingDays: 1 }')}`,
      ['strict.yaml:1: name: expected the name of the file (found "mild")'],
    ],
    ['broken YAML', 'name: strict\nrungs: [\n', ['strict.yaml:3: is not YAML: ']],
  ])('refuses %s', async (_case, content, complaints) => {
    const told = await complaintAbout(content);
    expect(told).toHaveLength(complaints.length);
    complaints.forEach((complaint, n) => expect(told[n]).toContain(complaint));
  });
});
