import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/platform/config/config.ts';
import { type ConfigKey, configKeys } from '../../../src/platform/config/config-keys.ts';

const base = mkdtempSync(join(tmpdir(), 'onedoor-numbers-'));
afterAll(() => rmSync(base, { recursive: true }));

const numbers = configKeys.filter(({ type }) => type === 'number');
const nameOf = ({ path }: ConfigKey) => path.join('.');
/** As a refusal tells it. */
const rangeOf = ({ expectation = '' }: ConfigKey) => {
  const [, least, most] = /from (\S+) to ([^\s,]+)/.exec(expectation) ?? [];
  return { least: Number(least), most: Number(most) };
};
const isWhole = ({ expectation }: ConfigKey) => expectation?.startsWith('a whole number') === true;

/** What people write where a number is expected. */
const wrong: Readonly<Record<string, (key: ConfigKey) => string>> = {
  'below its minimum': (key) => String(rangeOf(key).least - (isWhole(key) ? 1 : 0.01)),
  'above its maximum': (key) => String(rangeOf(key).most + 1),
  'far above': () => '99999999999999999999',
  'not a number': () => 'many',
  empty: () => '',
  blank: () => ' ',
  'with a unit': (key) => `${rangeOf(key).most}s`,
  'with a unit of its own': (key) => `${rangeOf(key).most} MiB`,
  'in words of a computer': () => 'Infinity',
  'as a list': () => '5,6',
  true: () => 'true',
};

function folderWith(yaml?: string): string {
  const folder = mkdtempSync(join(base, 'case-'));
  if (yaml !== undefined) writeFileSync(join(folder, 'onedoor.yaml'), yaml);
  return folder;
}

/** The key in a file of its own, in its section. */
function yamlOf({ path }: ConfigKey, value: string): string {
  return path.map((name, depth) => `${'  '.repeat(depth)}${name}:`).join('\n') + ` ${value}\n`;
}

function refusalOf(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    return (error as Error).message;
  }
  return 'it was taken';
}

const cases = numbers.flatMap((key) => Object.keys(wrong).map((how) => [nameOf(key), how, key] as const));

describe('every setting that is a number', () => {
  it('has a minimum and a maximum that fit into a timer, a port or a count', () => {
    expect(numbers.length).toBeGreaterThan(10);
    for (const key of numbers) {
      const { least, most } = rangeOf(key);
      expect(least).toBeGreaterThanOrEqual(0);
      expect(most).toBeGreaterThan(least);
      // Seconds and hours become milliseconds in timers, which end at 2³¹.
      if (nameOf(key).endsWith('Seconds')) expect(most * 1_000).toBeLessThan(2 ** 31);
    }
  });

  it.each(numbers.map((key) => [nameOf(key), key] as const))('%s takes both ends of its range', (_, key) => {
    const { least, most } = rangeOf(key);
    for (const end of [least, most]) {
      const { sources } = loadConfig({ [key.variable]: String(end) }, folderWith());
      expect(sources.get(nameOf(key))).toBe(key.variable);
      loadConfig({}, folderWith(yamlOf(key, String(end))));
    }
  });

  it.each(cases)(
    '%s %s is refused in one line that names setting, source and what was expected',
    (_, how, key) => {
      const value = wrong[how]?.(key) ?? '';
      const { least, most } = rangeOf(key);
      const folder = folderWith(yamlOf(key, how === 'empty' || how === 'blank' ? `'${value}'` : value));
      const secret = join(folderWith(), 'value');
      writeFileSync(secret, value);
      for (const [source, refusal] of [
        [key.variable, refusalOf(() => loadConfig({ [key.variable]: value }, folderWith()))],
        [
          `${key.variable}_FILE`,
          refusalOf(() => loadConfig({ [`${key.variable}_FILE`]: secret }, folderWith())),
        ],
        [join(folder, 'onedoor.yaml'), refusalOf(() => loadConfig({}, folder))],
      ] as const) {
        expect(refusal.split('\n')).toHaveLength(1);
        expect(refusal).toContain(`${nameOf(key)} is `);
        expect(refusal).toContain(`(from ${source})`);
        expect(refusal).toContain(`number from ${least} to ${most}, without a unit`);
      }
    },
  );
});
