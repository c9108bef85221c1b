import type { Words } from '../words.ts';

/** The part of JSON Schema that workflows use for what people fill in. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly 'x-title-en'?: string;
  readonly description?: string;
  readonly 'x-description-en'?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly 'x-titles'?: Readonly<Record<string, Words>>;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly default?: unknown;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly readOnly?: boolean;
  readonly 'x-refers-to'?: { readonly kind: string; readonly within?: string };
}

/** What may be filled in of an object, in its order. */
export function fieldsOf(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  return Object.entries(schema.properties ?? {}).filter(([, field]) => field.readOnly !== true);
}

/** Without the possibility of nothing: that is what an empty field is. */
export function asked(schema: JsonSchema): JsonSchema {
  if (Array.isArray(schema.type)) {
    const type = (schema.type as readonly string[]).find((one) => one !== 'null');
    return { ...schema, ...(type !== undefined && { type }) };
  }
  const some = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  const [only] = some;
  if (only === undefined || some.length > 1) return schema;
  return { ...only, ...(schema.title !== undefined && { title: schema.title }), ...named(schema) };
}

function named(schema: JsonSchema): JsonSchema {
  const english = schema['x-title-en'];
  return english === undefined ? {} : { 'x-title-en': english };
}

/** Which of several ways a value is of: the first that has all of its keys. */
export function wayOf(ways: readonly JsonSchema[], value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const keys = Object.keys(value);
  const found = ways.findIndex(
    (way) => keys.length > 0 && keys.every((key) => way.properties?.[key] !== undefined),
  );
  return Math.max(found, 0);
}

/** The name of a field, or its key where it has none. */
export function titleOf(schema: JsonSchema, key: string): Words {
  const zh = schema.title ?? key;
  return { zh, en: schema['x-title-en'] ?? zh };
}

/** What helps with a field; undefined where nothing does. */
export function hintOf(schema: JsonSchema): Words | undefined {
  const zh = schema.description;
  return zh === undefined ? undefined : { zh, en: schema['x-description-en'] ?? zh };
}
