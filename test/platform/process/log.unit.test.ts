import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../../src/platform/process/log.ts';
import { prettyLine } from '../../../src/platform/process/pretty-line.ts';

function written(write: (log: ReturnType<typeof createLog>) => void, pretty = false): string {
  let text = '';
  const destination = { write: (line: string) => void (text += line) };
  write(createLog({ level: 'debug', role: 'test', pretty, destination }));
  return text;
}

describe('the log', () => {
  it('writes one JSON object per line with level, time, role and text', () => {
    const lines = written((log) => {
      log.info({ task: 't1' }, 'first\nsecond');
      log.debug('third');
    }).trim();
    const records = lines.split('\n').map((line): unknown => JSON.parse(line));
    expect(records).toEqual([
      { level: 'info', time: expect.any(String), role: 'test', task: 't1', msg: 'first\nsecond' },
      { level: 'debug', time: expect.any(String), role: 'test', msg: 'third' },
    ]);
  });

  it.each([
    ['a field named for a secret', { token: 'hunter2' }],
    ['such a field one level down', { headers: { authorization: 'hunter2' } }],
    ['the password of a URL', { url: 'postgresql://u:hunter2@db/x' }],
    ['a bearer token in a text', { text: 'sent Authorization: Bearer hunter2hunter2' }],
    ['an error that names one', { error: new Error('cannot reach redis://:hunter2@h:1') }],
  ])('takes out %s', (_, fields) => {
    const text = written((log) => log.info(fields, 'x'));
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted]');
  });

  it('takes out identity and mobile numbers, and leaves ids, codes and times', () => {
    const text = written((log) => log.info('身份证 33052119900101123X 电话13812345678 完'));
    expect(text).not.toMatch(/33052119900101123X|13812345678/);
    const harmless = { id: '0199f3a0-7c1e-7abc-8def-138123456789', ms: 1763800000000, unit: '330523-O40' };
    const kept: unknown = JSON.parse(written((log) => log.info(harmless, 'x')));
    expect(kept).toMatchObject(harmless);
  });

  it('shows a person one line, and the stack of an error below it', () => {
    const text = written((log) => log.warn({ error: new Error('boom'), task: 't1' }, 'It failed.'), true);
    expect(text).toContain('It failed.');
    expect(text).toContain('t1');
    expect(text).toContain('Error: boom\n');
  });

  it('passes on what is no object', () => {
    expect(prettyLine('7')).toBe('7');
  });
});
