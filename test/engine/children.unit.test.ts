import { describe, expect, it } from '@jest/globals';
import { assert, property, shuffledSubarray } from 'fast-check';
import { declareChildren } from '../../src/engine/definition/children.ts';
import { bySeat, lastWord, UNHEARD, waived } from '../../workflows/children.ts';

interface Errands {
  readonly taskId: string;
  readonly errands: readonly {
    readonly child: string;
    readonly seat: string;
    readonly status: 'dispatched' | 'received' | 'finished' | 'returned' | 'waived';
    readonly revision: number;
  }[];
}

const errands = declareChildren<Errands>()({
  kind: 'errand',
  under: 'errands',
  spawn: (_context, event: { readonly id: string; readonly seats: readonly string[] }) =>
    event.seats.map((seat) => ({ entry: { seat, ...UNHEARD }, input: { seat } })),
  hears: { taken: lastWord('received'), done: lastWord('finished'), refused: lastWord('returned') },
  closes: { by: 'recall', closed: waived },
  ...bySeat,
});

const EVENT = { id: '0190f1c2-7a11-7000-8000-000000000001', seats: ['a', 'b'] };
const none: Errands = { taskId: 'parent', errands: [] };
const begun: Errands = { ...none, ...errands.added(none, EVENT) };
const [first = '', second = ''] = begun.errands.map(({ child }) => child);

const word = (type: string, childRevision: number, child = first) => ({
  type,
  data: { child, childRevision },
});

describe('a kind of children', () => {
  it('begins with the same ids however often its event is taken, as its parent remembers them', () => {
    expect(errands.spawns(none, EVENT)).toEqual([
      { workflow: 'errand', taskId: first, input: { parent: 'parent', seat: 'a' } },
      { workflow: 'errand', taskId: second, input: { parent: 'parent', seat: 'b' } },
    ]);
    expect(errands.begun(none, EVENT)).toEqual(begun.errands);
  });

  it('comes to its last word, in whatever order and however often its words come', () => {
    const words = [word('taken', 1), word('refused', 2), word('taken', 3), word('done', 4)];
    assert(
      property(shuffledSubarray([...words, ...words], { minLength: 1 }), (heard) => {
        const after = heard.reduce<Errands>(
          (known, one) => ({ ...known, ...errands.heard(known, one) }),
          begun,
        );
        const last = heard.reduce((a, b) => (b.data.childRevision > a.data.childRevision ? b : a));
        const status = { taken: 'received', done: 'finished', refused: 'returned' }[last.type];
        expect(after.errands[0]).toMatchObject({ status, revision: last.data.childRevision });
        expect(after.errands[1]).toEqual(begun.errands[1]);
      }),
    );
  });

  it('is called back once, alone or with its siblings, and what it says then changes nothing', () => {
    const some = { ...begun, ...errands.heard(begun, word('done', 1, second)) };
    expect(errands.recalls(some, 'gone')).toEqual([
      { taskId: first, event: { type: 'recall', data: { reason: 'gone' } } },
    ]);
    const after = { ...some, ...errands.recalled(some, 'gone', 'now') };
    expect(after.errands.map(({ status }) => status)).toEqual(['waived', 'finished']);
    expect(errands.recalls(after, 'again')).toEqual([]);
    expect(errands.heard(after, word('taken', 5)).errands[0]).toMatchObject({
      status: 'waived',
      revision: 5,
    });
    expect(errands.recalls(begun, 'one', ({ seat }) => seat === 'b').map(({ taskId }) => taskId)).toEqual([
      second,
    ]);
  });

  it('does not hear strangers, nor words that it never says', () => {
    for (const one of [word('done', 1, 'stranger'), word('shouted', 1), { type: 'done' }]) {
      expect(errands.heard(begun, one)).toEqual({ errands: begun.errands });
    }
  });
});
