import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeLedger } from '../../src/tasks/ledger-text.ts';
import { SAMPLE_LEDGER } from './shipped-county.ts';

const sample = readFileSync(SAMPLE_LEDGER);
const text = sample.toString('utf8').replace(/^\uFEFF/, '');
const refusal = expect.objectContaining({ code: 'body-invalid' });

describe('the text of a ledger file', () => {
  it('is read from UTF-8 with and without BOM', () => {
    expect(decodeLedger(Buffer.from(text))).toEqual({ text, encoding: 'UTF-8' });
    expect(decodeLedger(Buffer.from(`\uFEFF${text}`))).toEqual({ text, encoding: 'UTF-8' });
  });

  it('is read from GB18030, characters of four bytes too', () => {
    const rare = `${text}\n𠮷田路改造`;
    expect(decodeLedger(iconv.encode(rare, 'gb18030'))).toEqual({ text: rare, encoding: 'GB18030' });
  });

  it('is what was written, whatever was written in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        fc.pre(!any.includes('\0') && !any.startsWith('\uFEFF'));
        expect(decodeLedger(Buffer.from(any)).text).toBe(any);
      }),
    );
  });

  it('is refused where it is neither, or no text', () => {
    const wrong = [
      Buffer.from(text, 'utf16le'),
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]),
      Buffer.from([0xff, 0xff, 0xff]),
      iconv.encode('任务名称', 'gb18030').subarray(0, 7),
    ];
    for (const bytes of wrong) expect(() => decodeLedger(bytes)).toThrow(refusal);
  });
});
