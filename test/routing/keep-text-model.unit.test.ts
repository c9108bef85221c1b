import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Directory } from '../../src/directory/directory.ts';
import type { Work } from '../../src/platform/in-slices.ts';
import { keepTextModel } from '../../src/routing/text/keep-text-model.ts';
import type { TextModel } from '../../src/routing/text/text-ranking.ts';
import { county, NOW, unit } from './county-fixture.ts';
import { textModel } from './text-fixture.ts';

const directory = county();
const TEXT = textModel();
const more: Directory = {
  ...directory,
  version: directory.version + 1,
  units: [...directory.units, unit('330523-O9', '县水利局')],
};

/** Models that take some turns of the loop to teach, in the order in which they were begun. */
function slowly(fails = false) {
  const begun: { readonly directory: Directory; readonly now: string }[] = [];
  const faults: unknown[] = [];
  function* teach(of: Directory, now: string): Work<TextModel> {
    begun.push({ directory: of, now });
    const until = performance.now() + 15;
    while (performance.now() < until) yield;
    if (fails && begun.length > 1) throw new Error('no words');
    return { ...TEXT, version: `of ${of.version} at ${now}` };
  }
  return { begun, faults, model: keepTextModel(teach, (error) => faults.push(error)) };
}

async function whenNew(ask: () => TextModel, before: TextModel): Promise<TextModel> {
  while (ask() === before) await setImmediate();
  return ask();
}

describe('the text model that is kept', () => {
  it('is the same while units are the same, whoever comes and goes', () => {
    const { model, begun } = slowly();
    const first = model(directory, NOW);
    expect(model({ ...directory, version: 99, people: [] }, NOW)).toBe(first);
    expect(begun).toHaveLength(1);
  });

  it('serves as it is until the one for other units stands', async () => {
    const { model, begun } = slowly();
    const old = model(directory, NOW);
    expect(model(more, NOW)).toBe(old);
    const next = await whenNew(() => model(more, NOW), old);
    expect(next.version).toBe(`of ${more.version} at ${NOW}`);
    expect(begun).toHaveLength(2);
  });

  it('is taught again on the day a unit begins, though the directory has not changed', async () => {
    const later = '2027-01-01T00:00:00.000+08:00';
    const coming = { ...more, units: [...directory.units, unit('330523-O9', '县水利局', { from: later })] };
    const { model, begun } = slowly();
    const old = model(coming, NOW);
    expect(model(coming, '2026-12-31T15:59:00.000Z')).toBe(old);
    const next = await whenNew(() => model(coming, '2026-12-31T16:00:00.000Z'), old);
    expect(next.version).toContain('2026-12-31T16:00');
    expect(begun).toHaveLength(2);
  });

  it('leaves off what nobody wants any more', async () => {
    const { model, begun } = slowly();
    const old = model(directory, NOW);
    model(more, NOW);
    const third = { ...more, version: 9, units: [...more.units, unit('330523-O8', '县气象局')] };
    const next = await whenNew(() => model(third, NOW), old);
    expect(next.version).toContain('of 9');
    expect(begun.map((one) => one.directory)).toEqual([directory, more, third]);
  });

  it('stays where the next could not be taught, and says so', async () => {
    const { model, faults } = slowly(true);
    const old = model(directory, NOW);
    model(more, NOW);
    while (faults.length === 0) await setImmediate();
    expect(model(more, NOW)).toBe(old);
  });
});
