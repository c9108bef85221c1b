import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { workflows } from '../../workflows/index.ts';
import { findKnownNames, namesOf } from './find-known-names.ts';

const names = namesOf(workflows);
const found = (source: string, path = 'src/tasks/reader.ts') =>
  findKnownNames(new Map([[path, source]]), names);

/** What a reader must not say, each as it once stood in the tree. */
const PLANTED = [
  ["text: `SELECT task.context -> 'deadline' ->> 'from' FROM task`", 'reads a context by its shape'],
  ["text: `SELECT context->'corrections' AS corrections FROM task`", 'reads a context by its shape'],
  ["if (task.workflow === 'reform-task') return;", 'names the workflow "reform-task"'],
  ["case 'supervision-notice':", 'names the workflow "supervision-notice"'],
  ["WHERE type IN ('routed', 'transferred')", 'names the event "routed"'],
  ["if (type === 'noticesIssued') continue;", 'names the event "noticesIssued"'],
  ["export const PRECEDENT_EVENTS = ['assign', 'uphold'] as const;", 'names the event "assign"'],
  ["const RETURNED = 'open.returned';", 'names the state "open.returned"'],
  ["if (event.state.startsWith('parked')) return;", 'names the state "parked"'],
  ["return state.endsWith('claimed');", 'names the state "claimed"'],
  ["const log = { 'open.working.handling': 'section' };", 'names the state "open.working.handling"'],
] as const;

describe('that no reader knows a workflow', () => {
  it('holds for every file of the program', () => {
    const paths = readdirSync(join(projectRoot(), 'src'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `src/${name}`);
    const tree = new Map(paths.map((path) => [path, readFileSync(join(projectRoot(), path), 'utf8')]));
    expect(tree.size).toBeGreaterThan(400);
    expect(findKnownNames(tree, names)).toEqual([]);
  });

  it.each(PLANTED)('would be broken by %s', (source, fault) => {
    expect(found(source)).toEqual(expect.arrayContaining([expect.stringContaining(fault)]));
  });

  it('is not broken by what is said in comments, declared, or asked of the door by the demonstration', () => {
    expect(found("// The event 'routed' of 'reform-task'.\n/** 'open.claimed' */")).toEqual([]);
    expect(found("name: 'reform-task'", 'src/vocabulary/register.ts')).toEqual([]);
    expect(found("post({ workflow: 'reform-task' })", 'src/demo/run-demo.ts')).toEqual([]);
    expect(found('`task.context -> ${quoted(reading.remembered)}`')).toEqual([]);
  });
});
