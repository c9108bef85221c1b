import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineWorkflow, type Upcaster, type WorkflowDefinition } from '../../src/engine/define.ts';
import { restore, storedOf } from '../../src/engine/step.ts';
import { context } from '../../workflows/reform-task/context.ts';
import { reformTask } from '../../workflows/reform-task.ts';
import { working } from './reform-task-scenes.ts';
import { facetsOf, played, stateOf } from './stage.ts';

// What version 2 might be: each task also says how secret it is. Tasks of version 1 were all open to the county.
const contextOf2 = context.extend({ secrecy: z.enum(['county', 'unit']) });
type Context2 = z.output<typeof contextOf2>;

const fromFirst: Upcaster = ({ value, context: before }) => ({
  value,
  context: { ...(before as z.output<typeof context>), secrecy: 'county' } satisfies Context2,
});

function second(upcasters: WorkflowDefinition['upcasters']): WorkflowDefinition {
  return defineWorkflow({
    ...reformTask,
    version: 2,
    context: contextOf2,
    upcasters,
  });
}

describe('a task that was stored under version 1', () => {
  const stage = working();
  const stored = JSON.parse(JSON.stringify(storedOf(stage.snapshot))) as ReturnType<typeof storedOf>;

  it('moves to version 2 by its upcaster, with state, person and clocks as they were, and goes on', () => {
    const definition = second({ 1: fromFirst });
    const moved = { ...stage, definition, snapshot: restore(definition, 1, stored) };
    expect(stateOf(moved)).toBe('open.working');
    expect(facetsOf(moved)).toEqual(facetsOf(stage));
    const reported = played(moved, 'report', { text: '已过半' }, 'accountable');
    expect(reported.snapshot.context).toMatchObject({ secrecy: 'county', report: { text: '已过半' } });
  });

  it('is refused by version 2 without an upcaster', () => {
    expect(() => restore(second({}), 1, stored)).toThrow('reform-task: no upcaster from version 1 to 2.');
  });

  it('is refused where the upcaster makes a context that does not fit', () => {
    expect(() => restore(second({ 1: (before) => before }), 1, stored)).toThrow('does not fit version 2');
  });

  it('is refused where its state is gone', () => {
    expect(() => restore(reformTask, 1, { ...stored, value: { open: 'thinking' } })).toThrow('thinking');
  });

  it('is refused where its context has a field that nobody knows', () => {
    const extra = { ...stored, context: { ...Object(stored.context), secrecy: 'county' } };
    expect(() => restore(reformTask, 1, extra)).toThrow('does not fit version 1');
  });

  it('of version 2 is refused by version 1', () => {
    expect(() => restore(reformTask, 2, stored)).toThrow('this program knows up to 1');
  });
});
