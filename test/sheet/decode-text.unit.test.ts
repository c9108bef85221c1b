import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeText } from '../../src/sheet/csv/decode-text.ts';
import { SAMPLE_LEDGER } from '../tasks/shipped-county.ts';

const sample = readFileSync(SAMPLE_LEDGER);
const text = sample.toString('utf8').replace(/^\uFEFF/, '');
const refusal = expect.objectContaining({ code: 'body-invalid' });

describe('the text of a file', () => {
  it('is read from UTF-8 with and without BOM', () => {
    expect(decodeText(Buffer.from(text))).toEqual({ text, encoding: 'UTF-8' });
    expect(decodeText(Buffer.from(`\uFEFF${text}`))).toEqual({ text, encoding: 'UTF-8' });
  });

  it('is read from GB18030, characters of four bytes too', () => {
    const rare = `${text}\n𠮷田路改造`;
    expect(decodeText(iconv.encode(rare, 'gb18030'))).toEqual({ text: rare, encoding: 'GB18030' });
  });

  it('is what was written, whatever was written in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        fc.pre(!any.includes('\0') && !any.startsWith('\uFEFF'));
        expect(decodeText(Buffer.from(any)).text).toBe(any);
      }),
    );
  });

  it.each([
    ['with a BOM', (said: string) => iconv.encode(said, 'utf16le', { addBOM: true })],
    ['big-endian, with a BOM', (said: string) => iconv.encode(said, 'utf16be', { addBOM: true })],
    ['without a BOM', (said: string) => iconv.encode(said, 'utf16le', { addBOM: false })],
    ['big-endian, without a BOM', (said: string) => iconv.encode(said, 'utf16be', { addBOM: false })],
  ])('is read from UTF-16 %s', (_, encode) => {
    expect(decodeText(encode(text))).toEqual({ text, encoding: 'UTF-16' });
  });

  it('is refused where it is none of them, or no text', () => {
    const wrong = [
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]),
      Buffer.from([0xff, 0xff, 0xff]),
      iconv.encode('任务名称', 'gb18030').subarray(0, 7),
    ];
    for (const bytes of wrong) expect(() => decodeText(bytes)).toThrow(refusal);
  });
});
