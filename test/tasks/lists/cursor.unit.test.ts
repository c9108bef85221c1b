import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { z } from 'zod';
import { type CursorBinding, readCursor, writeCursor } from '../../../src/tasks/lists/cursor.ts';

const binding: CursorBinding = { principal: 'seat:a', list: 'tasks', query: { unit: '330523-T05' } };
const position = z.strictObject({ due: z.string().nullable(), serial: z.int() });
const refusal = expect.objectContaining({ code: 'query-invalid' });
const read = (text: string, by: CursorBinding = binding) => readCursor(text, position, by);

describe('a cursor', () => {
  it('gives back the position it was made from', () => {
    fc.assert(
      fc.property(fc.option(fc.string()), fc.integer(), (due, serial) => {
        expect(read(writeCursor({ due, serial }, binding))).toEqual({ due, serial });
      }),
    );
  });

  it('does not care in which order the query was written, nor for members that are not there', () => {
    const a = { ...binding, query: { unit: 'x', seat: 'y', state: undefined } };
    const b = { ...binding, query: { seat: 'y', unit: 'x' } };
    expect(read(writeCursor({ due: null, serial: 1 }, a), b)).toEqual({ due: null, serial: 1 });
  });

  it.each([
    ['another caller', { ...binding, principal: 'seat:b' }],
    ['another filter', { ...binding, query: { unit: '330523-T06' } }],
    ['another list', { ...binding, list: 'inbox' }],
  ])('is refused for %s', (_, other) => {
    const cursor = writeCursor({ due: null, serial: 1 }, binding);
    expect(() => read(cursor, other)).toThrow(refusal);
  });

  it('is refused after any change of a character', () => {
    const cursor = writeCursor({ due: '2026-11-22 17:30:00+08', serial: 77 }, binding);
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.constantFrom('A', 'b', '0', '-', '_', '='), (at, put) => {
        const forged = cursor.slice(0, at) + put + cursor.slice(at + 1);
        fc.pre(forged !== cursor);
        expect(() => read(forged)).toThrow(refusal);
      }),
    );
  });

  it('is refused when it is any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(() => read(text)).toThrow(refusal);
      }),
    );
  });
});
