import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { StoredSnapshot } from '../../src/engine/definition/define.ts';
import { statePath } from '../../src/engine/definition/offers.ts';
import { restore, storedOf } from '../../src/engine/steps/step.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import type { ReformTaskContext } from '../../workflows/reform-task/context.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { DUE, working } from './reform-task/reform-task-scenes.ts';
import { played, type Stage, stateOf } from './stage.ts';

/** Tasks as version 1 left them, one for each state it could come to. */
const kept = readFileSync(join(projectRoot(), 'test/workflows/snapshots/reform-task.v1.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { readonly stored: StoredSnapshot }).stored);

/** The first of them in a state. */
function firstIn(state: string): StoredSnapshot {
  const found = kept.find(({ value }) => statePath(value) === state);
  if (found === undefined) throw new Error(`Version 1 left no task in ${state}.`);
  return found;
}

function moved(state: string): Stage {
  return { ...working(), snapshot: restore(reformTask, 1, firstIn(state)) };
}

describe('a task that was stored under version 1', () => {
  it('moves to the version that runs with person and clocks as they were, and goes on', () => {
    const stage = moved('open.working');
    expect(stateOf(stage)).toBe('open.working.handling');
    const context = stage.snapshot.context as ReformTaskContext;
    expect(context).toMatchObject({
      received: true,
      dueAt: '2027-01-05T09:30:00.000Z',
      deadline: { limit: { date: '2027-01-05' }, from: null, original: '2027-01-05T09:30:00.000Z' },
    });
    const reported = played(stage, 'report', { text: '已过半' }, 'accountable');
    expect(reported.snapshot.context).toMatchObject({ report: { text: '已过半' } });
    const asked = played(
      reported,
      'requestExtension',
      { reason: '接口未开放', progress: '八成', until: '2027-01-29' },
      'accountable',
    );
    expect(stateOf(asked)).toBe('open.working.extending.assessing');
  });

  it('is ruled as returns were then, without a signature and without a limit', () => {
    const stage = played(moved('open.returned'), 'assign', { unit: '330523-O41' }, 'taskForce');
    expect(stateOf(stage)).toBe('open.ruling');
    expect(stage.snapshot.context).toMatchObject({
      returns: [{ signedBy: null, ruling: { unit: '330523-O41', late: false } }],
    });
  });

  it('is still met by the timer that version 1 armed for its due date', () => {
    const armed = [...moved('open.working').timers.keys()];
    expect(armed).toEqual([DUE]);
  });

  it('is refused without an upcaster', () => {
    const without = { ...reformTask, upcasters: {} };
    expect(() => restore(without, 1, firstIn('triage'))).toThrow('no upcaster from version 1 to 2');
  });
});

describe('a stored task', () => {
  const stored = JSON.parse(JSON.stringify(storedOf(working().snapshot))) as StoredSnapshot;

  it('is refused where its state is gone', () => {
    expect(() => restore(reformTask, reformTask.version, { ...stored, value: { open: 'thinking' } })).toThrow(
      'thinking',
    );
  });

  it('is refused where its context has a field that nobody knows', () => {
    const extra = { ...stored, context: { ...Object(stored.context), secrecy: 'county' } };
    expect(() => restore(reformTask, reformTask.version, extra)).toThrow(
      `does not fit version ${reformTask.version}`,
    );
  });

  it('of a later version is refused', () => {
    const { version } = reformTask;
    expect(() => restore(reformTask, version + 1, stored)).toThrow(`this program knows up to ${version}`);
  });
});
