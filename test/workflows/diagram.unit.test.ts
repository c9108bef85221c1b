import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import { noData, type WorkflowDefinition } from '../../src/engine/definition/define.ts';
import { diagramOf } from '../../src/engine/definition/diagram.ts';
import { NO_STANDING } from '../../src/engine/definition/standing.ts';
import { withDiagram } from '../../src/main/diagram-block.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { workflows } from '../../workflows/index.ts';
import { reformTask } from '../../workflows/reform-task.ts';

const title = (zh: string) => ({ title: { zh, en: zh } });

describe('the diagram of a machine', () => {
  it('is the one in workflows/README.md (after a change: npm run diagram)', () => {
    const readme = readFileSync(join(projectRoot(), 'workflows/README.md'), 'utf8');
    expect(readme).toBe(withDiagram(readme, reformTask));
  });

  it('replaces what stands between the markers, and refuses a text without them', () => {
    const before = '# 甲\n<!-- reform-task:begin -->old<!-- reform-task:end -->\n乙\n';
    const after = withDiagram(before, reformTask);
    expect(after.startsWith('# 甲\n<!-- reform-task:begin -->\n\n```mermaid\nstateDiagram-v2\n')).toBe(true);
    expect(after.endsWith('\n```\n\n<!-- reform-task:end -->\n乙\n')).toBe(true);
    expect(withDiagram(after, reformTask)).toBe(after);
    expect(() => withDiagram('<!-- reform-task:begin -->', reformTask)).toThrow('reform-task:end');
  });

  it('draws states, arrows, boxes and ends by their titles', () => {
    expect(
      diagramOf(small, 'zh')
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      'stateDiagram-v2',
      'state "小流程" as machine {',
      '[*] --> open',
      'state "办理（期间：反馈、期限届满）" as open {',
      '[*] --> open_new',
      'state "新建" as open_new',
      'open_new --> open_new : 反馈',
      'open_new --> done : 办结、跳过',
      'state "复核" as open_check',
      'open_check --> open_new : 重来',
      '}',
      'state "办结" as done',
      'done --> [*]',
      '}',
    ]);
  });

  it('says the same in English', () => {
    expect(diagramOf(reformTask, 'en')).toContain('open_working --> open_claimed : Claim done');
  });

  it.each(workflows.map((definition) => [definition.name, definition] as const))(
    'of %s has a title in Chinese for every state and every arrow',
    (_name, definition) => {
      const words = diagramOf(definition)
        .split('\n')
        .flatMap((line) => [/state "(.*)" as/u.exec(line)?.[1], / : (.*)$/u.exec(line)?.[1]])
        .filter((word) => word !== undefined);
      expect(words.length).toBeGreaterThan(5);
      for (const word of words) expect(word).toMatch(/^[\p{Script=Han}、（）：]+$/u);
    },
  );
});

const small = {
  name: 'small',
  version: 1,
  title: { zh: '小流程', en: 'Small' },
  guards: {},
  relations: {},
  submittedBy: [],
  input: noData,
  context: noData,
  upcasters: {},
  names: () => ({}),
  projections: {},
  children: [],
  shownTo: () => [],
  acts: {},
  standing: () => NO_STANDING,
  brief: () => ({}),
  limits: () => [],
  facets: () => ({
    owner: '',
    attention: null,
    unit: null,
    title: '',
    category: null,
    urgency: null,
    dueAt: null,
    clock: null,
  }),
  events: Object.fromEntries(
    Object.entries({ report: '反馈', finish: '办结', skip: '跳过', again: '重来' }).map(([type, zh]) => [
      type,
      { ...title(zh), by: [], data: noData },
    ]),
  ),
  machine: createMachine({
    initial: 'open',
    states: {
      open: {
        meta: title('办理'),
        initial: 'new',
        on: { report: { actions: 'note' } },
        after: { 1000: { actions: 'note', meta: title('期限届满') } },
        states: {
          new: { meta: title('新建'), on: { report: { actions: 'note' }, finish: '#done', skip: '#done' } },
          check: { meta: title('复核'), on: { again: { target: '#open', reenter: true } } },
        },
        id: 'open',
      },
      done: { id: 'done', type: 'final', meta: title('办结') },
    },
  }),
} satisfies WorkflowDefinition;
