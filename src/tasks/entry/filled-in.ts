import { z } from 'zod';
import type { EntryNote } from './note.ts';

/** Fields that the system fills in (`readOnly` in JSON Schema) and that a sender wrote all the same. */
export function filledInBySender(schema: z.ZodType, data: unknown): readonly EntryNote[] {
  const fields = schema instanceof z.ZodObject ? readOnlyFieldsOf(schema) : NONE;
  return fields.flatMap((name): EntryNote[] => {
    const value = (data as Readonly<Record<string, unknown>>)[name];
    return value === undefined ? [] : [{ ...REFUSED, value, pointer: `/${name}` }];
  });
}

const NONE: readonly string[] = [];

const REFUSED = {
  verdict: 'refused',
  code: 'read-only',
  message: { zh: '此项由系统填写，请删去', en: 'The system fills this in; leave it out' },
  nearest: [],
} as const;

const known = new WeakMap<z.ZodObject, readonly string[]>();

function readOnlyFieldsOf(schema: z.ZodObject): readonly string[] {
  let fields = known.get(schema);
  if (fields === undefined) {
    fields = Object.entries(schema.shape).flatMap(([name, field]) => (isReadOnly(field) ? [name] : []));
    known.set(schema, fields);
  }
  return fields;
}

/** True where a field, or what an optional one is made of, is marked so. */
function isReadOnly(field: z.core.$ZodType): boolean {
  if (z.globalRegistry.get(field)?.['readOnly'] === true) return true;
  const { innerType } = (field as unknown as { readonly def: { readonly innerType?: z.core.$ZodType } }).def;
  return innerType !== undefined && isReadOnly(innerType);
}
