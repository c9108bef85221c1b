import { asked, fieldsOf, type JsonSchema, wayOf } from './json-schema.ts';

/** What a form starts with: defaults, and one empty item where at least one is asked for. */
export function startOf(given: JsonSchema, criteria: readonly string[] = []): unknown {
  const schema = asked(given);
  if (schema.default !== undefined && !Array.isArray(schema.default)) return schema.default;
  if (schema.type === 'object') {
    const required = new Set(schema.required);
    // Of what may be left out, a list begins empty: an item that nobody asked for would have to be filled in.
    const started = fieldsOf(schema).flatMap(([key, field]) => {
      if (required.has(key) || field.default !== undefined) return [[key, startOf(field, criteria)] as const];
      return asked(field).type === 'array' ? [[key, []] as const] : [];
    });
    return Object.fromEntries(started);
  }
  if (schema.type === 'array') {
    const item = schema.items ?? {};
    const criterion = criterionOf(item);
    if (criterion !== undefined && item.required?.includes(criterion) === true) {
      return criteria.map((id) => ({ ...(startOf(item) as object), [criterion]: id }));
    }
    return (schema.minItems ?? 0) > 0 && item.type === 'object' ? [itemOf(item, 0)] : [];
  }
  return schema.type === 'boolean' ? false : '';
}

/** A new item of a list; what only tells items apart is numbered. */
export function itemOf(item: JsonSchema, index: number): unknown {
  const start = startOf(item);
  const numbered = item.properties?.['id'] !== undefined && typeof start === 'object' && start !== null;
  return numbered ? { ...start, id: String(index + 1) } : start;
}

/** The field of an item that names a criterion of the task. */
export function criterionOf(item: JsonSchema): string | undefined {
  return fieldsOf(item).find(([, field]) => field['x-refers-to']?.kind === 'criterion')?.[0];
}

/** What is sent of what was filled in: nothing empty that is not asked for, numbers as numbers. */
export function filledIn(given: JsonSchema, value: unknown): unknown {
  const schema = asked(given);
  if (schema.anyOf !== undefined) {
    const way = schema.anyOf[wayOf(schema.anyOf, value)];
    return way === undefined ? value : filledIn(way, value);
  }
  if (schema.type === 'object') {
    const fields = fieldsOf(schema).map(([key, field]) => {
      return [key, filledIn(field, (value as Record<string, unknown> | undefined)?.[key])] as const;
    });
    const some = fields.filter(([, one]) => one !== undefined);
    return some.length === 0 ? undefined : Object.fromEntries(some);
  }
  if (schema.type === 'array') {
    const items = (Array.isArray(value) ? value : [])
      .map((one) => filledIn(schema.items ?? {}, one))
      .filter((one) => one !== undefined);
    return items.length === 0 ? undefined : items;
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    const text = typeof value === 'string' ? value.trim() : value;
    if (typeof text !== 'string') return text ?? undefined;
    if (text === '') return undefined;
    return Number.isNaN(Number(text)) ? text : Number(text);
  }
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  return value === null ? undefined : value;
}

/** The same with one part of it changed; the path is that of a JSON Pointer. */
export function withPart(
  value: unknown,
  [key, ...rest]: readonly (string | number)[],
  part: unknown,
): unknown {
  if (key === undefined) return part;
  if (typeof key === 'number') {
    const list = Array.isArray(value) ? [...value] : [];
    list[key] = withPart(list[key], rest, part);
    return list;
  }
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return { ...object, [key]: withPart(object[key], rest, part) };
}
