import { describe, expect, it } from '@jest/globals';
import { marksIn, type Operation, parseHistory } from './operation.ts';

const op: Operation = {
  op: 'op1x',
  key: 'k',
  principal: 'lin',
  type: 'note',
  task: 't',
  expected: 3,
  marked: true,
  started: 1,
  ended: 2,
  tries: 1,
  outcome: { is: 'acked', status: 200, task: 't', revision: 4 },
};

describe('a client-side history', () => {
  it('is read from JSON lines', () => {
    expect(parseHistory(`${JSON.stringify(op)}\n\n${JSON.stringify(op)}\n`)).toEqual([op, op]);
  });

  it('says which line is none', () => {
    expect(() => parseHistory(`${JSON.stringify(op)}\n{"op":"op2x"}`)).toThrow('Line 2 is no operation');
  });

  it('tells marks apart', () => {
    expect(marksIn('送 op1x 与 op17x, cop2 op3')).toEqual(['op1x', 'op17x']);
  });
});
