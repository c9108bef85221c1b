import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ladderJsonSchema } from '../../../src/calendar/ladder/ladder-json-schema.ts';
import { projectRoot } from '../../../src/platform/process/project-root.ts';
import { shippedLadder } from './shipped-ladder.ts';

describe('the ladder shipped', () => {
  it('goes from blue by way of yellow to red, to an urging letter, a circular and written criticism', () => {
    expect(shippedLadder.rungs.map(({ code, notice, when }) => [code, notice, when.cause])).toEqual([
      ['behind', 'yellow', 'behind'],
      ['dueSoon', 'blue', 'due'],
      ['poor', 'yellow', 'sentBack'],
      ['overdue', 'red', 'due'],
      ['urgingLetter', 'red', 'due'],
      ['circular', 'red', 'due'],
      ['criticism', 'red', 'unanswered'],
      ['unreceived', 'yellow', 'receipt'],
      ['requestLapsing', 'blue', 'decision'],
      ['decisionOverdue', 'yellow', 'decision'],
      ['decisionStuck', 'red', 'decision'],
    ]);
  });

  it('wants an answer to the urging letter alone, and copies it to the leader in charge', () => {
    const urging = shippedLadder.rungs.filter(({ answer }) => answer === 'required');
    expect(urging.map(({ code, tell, copy }) => ({ code, tell, copy }))).toEqual([
      { code: 'urgingLetter', tell: ['commissioner'], copy: ['unitLeader'] },
    ]);
  });

  it('says in both languages what those told may do', () => {
    for (const { title, mayDo } of shippedLadder.rungs) {
      expect([title.zh, title.en, mayDo.zh, mayDo.en].every((text) => text.length > 0)).toBe(true);
    }
  });
});

it('the schema that editors read says what the loader expects', async () => {
  const file = await readFile(join(projectRoot(), 'config/ladders/ladder.schema.json'), 'utf8');
  // Formatting is the formatter's business.
  expect(JSON.parse(file)).toEqual(JSON.parse(ladderJsonSchema()));
});
