import { describe, expect, it } from '@jest/globals';
import { createRegistry } from '../../../src/engine/definition/registry.ts';
import type { Database } from '../../../src/tasks/store/lists/listed-row.ts';
import { keptByRevision, type ReadBy, type SeenTask } from '../../../src/tasks/view/kept-by-revision.ts';

const by = (database = {} as Database): ReadBy => ({ database, registry: createRegistry([]) });
const one = by();

/** Reads tasks that stand at the revisions given, and notes which were read. */
function reading(most: number, stands: Record<string, number>) {
  const read: string[] = [];
  const keep = keptByRevision(most, async (_by: ReadBy, tasks: readonly SeenTask[]) => {
    read.push(...tasks.map(({ id }) => id));
    return new Map(
      tasks.flatMap(({ id }) => {
        const revision = stands[id];
        return revision === undefined ? [] : [[id, { revision, value: `${id}${revision}` }] as const];
      }),
    );
  });
  return { read, ask: (...tasks: SeenTask[]) => keep(one, tasks), stands };
}

const at = (id: string, revision: number): SeenTask => ({ id, revision });

describe('what is kept by revision', () => {
  it('is read once for a revision, and anew for the next', async () => {
    const { ask, read, stands } = reading(10, { a: 1, b: 1 });
    await ask(at('a', 1), at('b', 1));
    stands['b'] = 2;
    expect([...(await ask(at('a', 1), at('b', 2)))]).toEqual([
      ['a', 'a1'],
      ['b', 'b2'],
    ]);
    expect(read).toEqual(['a', 'b', 'b']);
  });

  it('is not taken for a later revision than it was read of', async () => {
    const { ask, read } = reading(10, { a: 1 });
    await ask(at('a', 2));
    await ask(at('a', 2));
    expect(read).toEqual(['a', 'a']);
  });

  it('has nothing of a task that is gone', async () => {
    const { ask } = reading(10, {});
    expect((await ask(at('a', 1))).size).toBe(0);
  });

  it('is of so many tasks at most: those not asked for longest make way', async () => {
    const { ask, read } = reading(2, { a: 1, b: 1, c: 1 });
    await ask(at('a', 1), at('b', 1));
    await ask(at('a', 1));
    await ask(at('c', 1));
    read.length = 0;
    await ask(at('a', 1), at('c', 1));
    expect(read).toEqual([]);
    await ask(at('b', 1));
    expect(read).toEqual(['b']);
  });

  it('of more tasks than that gives every one asked for', async () => {
    const { ask } = reading(1, { a: 1, b: 1 });
    expect((await ask(at('a', 1), at('b', 1))).size).toBe(2);
  });

  it('is apart for each database', async () => {
    let reads = 0;
    const keep = keptByRevision(2, async () => new Map([['a', { revision: 1, value: ++reads }]]));
    const other = by();
    expect((await keep(one, [at('a', 1)])).get('a')).toBe(1);
    expect((await keep(other, [at('a', 1)])).get('a')).toBe(2);
    expect((await keep(one, [at('a', 1)])).get('a')).toBe(1);
  });
});
