import { describe, expect, it } from '@jest/globals';
import { array, assert, constantFrom, property, record, string } from 'fast-check';
import type { Directory } from '../../src/directory/directory.ts';
import { atOnce } from '../../src/platform/in-slices.ts';
import { keepBook } from '../../src/routing/books/keep-book.ts';
import type { Precedent } from '../../src/routing/books/precedent.ts';
import { prepareRouting } from '../../src/routing/books/prepare-routing.ts';
import { rulingFor } from '../../src/routing/books/ruling-book.ts';
import { bookExamples } from '../../src/routing/text/teaching/examples.ts';
import { createTaskMemory, type TaskMemory } from '../../src/routing/text/teaching/task-memory.ts';
import { smallCounty } from '../directory/small-county.ts';

const NOW = '2026-11-23T00:00:00.000Z';
const UNIT = '330523-O1';

const ruling = (id: string, title = `智慧水表第${id}号事项`, unit = UNIT): Precedent => ({
  id,
  kind: 'ruling',
  unit,
  title,
  at: '2026-11-22T00:00:00.000Z',
});

const LETTERS = ['水', '茶', '犬', '路', '医', '学'];

const memoryOfWords = () =>
  createTaskMemory(({ title }) => ({ title: [], words: [...new Set(title.split(''))] }));

function kept(memory: TaskMemory = memoryOfWords()) {
  let made = 0;
  const keep = keepBook({
    prepare: (directory, rulings) => {
      made++;
      const rules = { version: 'none', rules: [] };
      return prepareRouting({ directory, rules, precedents: [], rulings });
    },
    memory,
  });
  const book = (directory: Directory, precedents: readonly Precedent[]) => keep(directory, precedents, NOW);
  return { book, memory, made: () => made };
}

const hears = (memory: TaskMemory, word: string) => [
  ...(memory
    .hears(
      new Map([
        [UNIT, 0],
        ['330523-O2', 1],
      ]),
      atOnce(bookExamples([], { share: 1, imagined: 1, task: 1 })),
    )
    .get(word)?.weights ?? []),
];

describe('the book that is kept', () => {
  const directory = smallCounty();

  it('is the same while nothing changes', () => {
    const { book, made } = kept();
    const none: Precedent[] = [];
    expect(book(directory, none)).toBe(book(directory, none));
    expect(made()).toBe(1);
  });

  it('has a new ruling at once, as a ruling and as a lesson, without being made anew', () => {
    const { book, memory, made } = kept();
    book(directory, []);
    const taught = book(directory, [ruling('1')]);
    expect(rulingFor(taught.rulings, '智慧水表第1号事项', '', NOW)?.ruling.id).toBe('1');
    expect(hears(memory, '水')).toEqual([expect.any(Number)]);
    expect(made()).toBe(1);
  });

  it('forgets at once what was withdrawn, words and all', () => {
    const { book, memory, made } = kept();
    const [one, two] = [ruling('1', '犬证办理'), ruling('2', '茶园道路')];
    book(directory, [one, two]);
    const after = book(directory, [two]);
    expect(rulingFor(after.rulings, '犬证办理', '', NOW)).toBeUndefined();
    expect(rulingFor(after.rulings, '茶园道路', '', NOW)?.ruling.id).toBe('2');
    expect(hears(memory, '犬')).toEqual([]);
    expect(made()).toBe(1);
    const back = book(directory, [two, one]);
    expect(rulingFor(back.rulings, '犬证办理', '', NOW)?.ruling.id).toBe('1');
  });

  it('is made anew at once for a new directory, and learns nothing twice', () => {
    const { book, memory, made } = kept();
    const list = [ruling('1')];
    book(directory, list);
    const next = { ...directory, version: 2 };
    expect(book(next, list).directory).toBe(next);
    expect(made()).toBe(2);
    expect(memory.fingerprint()).toMatch(/^1-/u);
  });

  it('learns a large import in slices, so that no call waits for all of it', () => {
    const { book, memory } = kept();
    book(directory, []);
    const many = Array.from({ length: 1000 }, (_, number) => ruling(`${number}`));
    book(directory, many);
    expect(memory.fingerprint()).toMatch(/^50-/u);
    for (let call = 1; call < 20; call++) book(directory, many);
    expect(memory.fingerprint()).toMatch(/^1000-/u);
  });
});

it('a memory knows the same whatever it learned and forgot on the way', () => {
  const tasks = array(
    record({
      unit: constantFrom(UNIT, '330523-O2'),
      title: string({ unit: constantFrom(...LETTERS), minLength: 1, maxLength: 5 }),
    }),
    { maxLength: 12 },
  );
  assert(
    property(tasks, tasks, (stay, go) => {
      const lessons = stay.map(({ unit, title }, number) => ruling(`s${number}`, title, unit));
      const passing = go.map(({ unit, title }, number) => ruling(`g${number}`, title, unit));
      const straight = memoryOfWords();
      for (const lesson of lessons) straight.learn(lesson);
      const winding = memoryOfWords();
      for (const lesson of [...passing, ...lessons.toReversed()]) winding.learn(lesson);
      for (const lesson of passing) winding.forget(lesson);
      expect(winding.fingerprint()).toBe(straight.fingerprint());
      for (const word of LETTERS) expect(hears(winding, word)).toEqual(hears(straight, word));
    }),
  );
});
