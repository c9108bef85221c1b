import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { rowFilterOf, type TaskFilter, taskFilterFields } from '../../src/tasks/task-filter.ts';

const bounds = { overdueBefore: '2026-11-22T08:00:00.000Z', yellowBefore: '2026-11-25T16:00:00.000Z' };
const rows = (filter: TaskFilter) => rowFilterOf(filter, bounds);

describe('a filter', () => {
  it('asks nothing of the rows where nothing is asked', () => {
    expect(rows({})).toEqual({});
  });

  it('turns a light into a span of due dates of open tasks', () => {
    expect(rows({ light: 'red' })).toEqual({ open: true, dueBefore: bounds.overdueBefore });
    expect(rows({ light: 'yellow' })).toEqual({
      open: true,
      dueFrom: bounds.overdueBefore,
      dueBefore: bounds.yellowBefore,
    });
    expect(rows({ light: 'green' })).toEqual({ open: true, dueFrom: bounds.yellowBefore });
  });

  it('takes the narrower of a light and a due range', () => {
    expect(rows({ light: 'red', dueFrom: '2026-11-01', dueTo: '2026-12-31' })).toEqual({
      open: true,
      dueFrom: '2026-10-31T16:00:00.000Z',
      dueBefore: bounds.overdueBefore,
    });
  });

  it('includes the whole last county day, and the very instant', () => {
    expect(rows({ dueTo: '2026-11-30' }).dueBefore).toBe('2026-11-30T16:00:00.000Z');
    expect(rows({ dueTo: '2026-11-30T17:30:00+08:00' }).dueBefore).toBe('2026-11-30T09:30:00.001Z');
    expect(rows({ dueFrom: '2026-11-30T17:30:00+08:00' }).dueFrom).toBe('2026-11-30T09:30:00.000Z');
  });

  it('reads a number as a serial and anything else as words of the title', () => {
    expect(rows({ text: '2026-000123' })).toEqual({ serial: 123 });
    expect(rows({ text: ' 犬管 ' })).toEqual({ text: '犬管' });
  });

  it('counts characters as readers do when it refuses texts too short to search', () => {
    for (const text of ['犬', ' 犬 ', '𠮷']) {
      expect(() => rows({ text })).toThrow(expect.objectContaining({ code: 'query-invalid' }));
    }
    expect(rows({ text: '𠮷犬' })).toEqual({ text: '𠮷犬' });
  });

  it('refuses a light of closed tasks, which have none', () => {
    expect(() => rows({ light: 'red', status: 'closed' })).toThrow(
      expect.objectContaining({ code: 'query-invalid' }),
    );
  });

  it('tells open, closed and both apart', () => {
    expect(rows({ status: 'open' })).toEqual({ open: true });
    expect(rows({ status: 'closed' })).toEqual({ open: false });
  });
});

describe('query parameters', () => {
  const schema = z.strictObject(taskFilterFields);

  it('refuse what no filter can mean', () => {
    const wrong = [
      { dueFrom: '2026-02-30' },
      { dueTo: 'tomorrow' },
      { dueTo: '2026-11-30T17:30:00' },
      { light: 'none' },
      { parent: '1' },
      { unit: '' },
      { unit: ['a', 'b'] },
      { text: 'a\0b' },
      { colour: 'red' },
    ];
    for (const query of wrong) expect(schema.safeParse(query).success).toBe(false);
  });
});
