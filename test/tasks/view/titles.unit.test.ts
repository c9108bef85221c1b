import { describe, expect, it } from '@jest/globals';
import { eventTitle } from '../../../src/tasks/view/event-titles.ts';
import { stateTitleAt } from '../../../src/tasks/view/state-title.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { sectionAssignment } from '../../../workflows/section-assignment.ts';

describe('the title of a state', () => {
  it('is that of the innermost titled state', () => {
    expect(stateTitleAt(reformTask, 'open.claimed').zh).toBe('待审核');
    expect(stateTitleAt(reformTask, 'passed').zh).toBe('办结');
  });

  it('is its path where the workflow has lost the state or is not known', () => {
    expect(stateTitleAt(reformTask, 'open.forgotten')).toEqual({
      zh: 'open.forgotten',
      en: 'open.forgotten',
    });
    expect(stateTitleAt(undefined, 'open')).toEqual({ zh: 'open', en: 'open' });
    expect(stateTitleAt(reformTask, 'constructor')).toEqual({ zh: 'constructor', en: 'constructor' });
  });
});

describe('the title of an event', () => {
  it('is the declared one', () => {
    expect(eventTitle(reformTask, 'receive', null)).toEqual({ zh: '签收', en: 'Receive' });
  });

  it('tells a registered task from one that its parent handed down', () => {
    expect(eventTitle(reformTask, 'created', null).zh).toBe('立项');
    expect(eventTitle(sectionAssignment, 'created', 'p').zh).toBe('下达');
  });

  it('is said for every timer of every workflow', () => {
    for (const workflow of [reformTask, sectionAssignment]) {
      const timers = (workflow.machine.events as string[]).filter((type) => type.startsWith('xstate.after'));
      expect(timers.length).toBeGreaterThan(0);
      for (const type of timers) expect(eventTitle(workflow, type, null).zh).toMatch(/届满|失效|已到/);
    }
  });

  it('is its type where nothing says it', () => {
    expect(eventTitle(reformTask, 'toString', null)).toEqual({ zh: 'toString', en: 'toString' });
  });
});
