import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { filledIn, itemOf, startOf, withPart } from '../../../src/web/forms/form-value.ts';
import { asked, fieldsOf, type JsonSchema, wayOf } from '../../../src/web/forms/json-schema.ts';
import { needsNothing } from '../../../src/web/forms/needs-nothing.ts';
import { workflows } from '../../../workflows/index.ts';

const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema) as JsonSchema;

const evidence = schemaOf(
  z.strictObject({
    items: z
      .array(
        z.strictObject({
          criterion: z.string().meta({ 'x-refers-to': { kind: 'criterion' } }),
          text: z.string(),
          files: z.array(z.string()).default([]),
        }),
      )
      .min(1),
    note: z.string().optional(),
    limit: z.union([z.strictObject({ days: z.int() }), z.strictObject({ date: z.string() })]).optional(),
    goal: z.string().nullable().optional(),
    byUs: z.string().meta({ readOnly: true }).optional(),
  }),
);

describe('a form', () => {
  it('begins with a row for each criterion of the task, and leaves out what is not asked for', () => {
    expect(startOf(evidence, ['1', '2'])).toEqual({
      items: [
        { criterion: '1', text: '', files: [] },
        { criterion: '2', text: '', files: [] },
      ],
    });
    expect(fieldsOf(evidence).map(([key]) => key)).not.toContain('byUs');
  });

  it('sends nothing that is empty, numbers as numbers, and texts without blanks around them', () => {
    const filled = {
      items: [
        { criterion: '1', text: ' 完成 ', files: [] },
        { criterion: '', text: '' },
      ],
      note: '  ',
      limit: { days: '5' },
      goal: '',
    };
    expect(filledIn(evidence, filled)).toEqual({
      items: [{ criterion: '1', text: '完成' }],
      limit: { days: 5 },
    });
    expect(filledIn(evidence, {})).toBeUndefined();
    expect(filledIn(evidence, { limit: { days: 'five' } })).toEqual({ limit: { days: 'five' } });
  });

  it('knows which of several ways was picked, and that nothing is a way to leave a field empty', () => {
    const ways = evidence.properties?.['limit']?.anyOf ?? [];
    expect([wayOf(ways, { date: '2026-12-31' }), wayOf(ways, { days: 1 }), wayOf(ways, '')]).toEqual([
      1, 0, 0,
    ]);
    expect(asked(evidence.properties?.['goal'] ?? {}).type).toBe('string');
  });

  it('numbers the items that need a number of their own', () => {
    const criterion = schemaOf(z.strictObject({ id: z.string(), text: z.string() }));
    expect(itemOf(criterion, 2)).toEqual({ id: '3', text: '' });
  });

  it('changes one part and leaves the rest', () => {
    expect(withPart({ a: [{ b: 1 }, { b: 2 }] }, ['a', 1, 'b'], 3)).toEqual({ a: [{ b: 1 }, { b: 3 }] });
    expect(withPart(undefined, ['a', 0], 'x')).toEqual({ a: ['x'] });
  });

  it.each(
    workflows.flatMap(({ name, events }) =>
      Object.entries(events).map(([event, { data }]) => [`${name} ${event}`, data] as const),
    ),
  )('can be made of %s, and what it begins with is no more than what is asked for', (_name, data) => {
    const schema = z.toJSONSchema(data, { io: 'input' }) as JsonSchema;
    const keys = Object.keys(startOf(schema) ?? {});
    expect(keys.filter((key) => schema.properties?.[key] === undefined)).toEqual([]);
    expect(needsNothing({ schema })).toBe(fieldsOf(schema).length === 0);
  });
});
