import { z } from 'zod';
import { REFERS_TO, type Reference } from './define.ts';

/** A value that names something, where it stands, and what it must name. */
export interface NamedValue {
  readonly reference: Reference;
  readonly value: unknown;
  /** Keys and places from the outermost object down. */
  readonly path: readonly (string | number)[];
}

type Path = readonly (string | number)[];
type Collect = (data: unknown, path: Path, found: NamedValue[]) => void;

/** Undefined for schemas in which nothing refers to anything, so that most events cost nothing. */
const collectors = new WeakMap<z.core.$ZodType, Collect | { readonly none: true }>();

const NONE = { none: true } as const;

/** Every value of checked data that its schema declares to name something, in the order of the schema. */
export function namedValuesIn(schema: z.ZodType, data: unknown): readonly NamedValue[] {
  const collect = collectorOf(schema);
  if (collect === undefined) return [];
  const found: NamedValue[] = [];
  collect(data, [], found);
  return found;
}

const listHolders = new WeakMap<z.core.$ZodType, boolean>();

/** Whether data of a schema may hold a list at all; asked of every event, so remembered. */
export function mayHoldLists(schema: z.core.$ZodType): boolean {
  let known = listHolders.get(schema);
  if (known === undefined) {
    known = partsOf(schema).some(({ of, key }) => key === '*' || mayHoldLists(of));
    listHolders.set(schema, known);
  }
  return known;
}

/** What the field itself is declared to refer to, by itself or by what it was made of. */
export function referenceOf(schema: z.core.$ZodType): Reference | undefined {
  return z.globalRegistry.get(schema)?.[REFERS_TO] as Reference | undefined;
}

function collectorOf(schema: z.core.$ZodType): Collect | undefined {
  const known = collectors.get(schema);
  if (known !== undefined) return 'none' in known ? undefined : known;
  const made = makeCollector(schema);
  collectors.set(schema, made ?? NONE);
  return made;
}

function makeCollector(schema: z.core.$ZodType): Collect | undefined {
  const reference = referenceOf(schema);
  if (reference !== undefined) {
    return (value, path, found) => {
      if (value !== undefined && value !== null) found.push({ reference, value, path });
    };
  }
  const parts = partsOf(schema).flatMap(({ of, reach }) => {
    const collect = collectorOf(of);
    return collect === undefined ? [] : [{ collect, reach }];
  });
  if (parts.length === 0) return undefined;
  return (data, path, found) => {
    for (const { collect, reach } of parts) {
      for (const [key, value] of reach(data))
        collect(value, key === undefined ? path : [...path, key], found);
    }
  };
}

/** A schema within another, and the values of the outer one's data that it describes. */
interface Part {
  readonly of: z.core.$ZodType;
  /** Name of the member; `*` for each entry; absent where it describes the value itself. */
  readonly key?: string;
  readonly reach: (data: unknown) => readonly (readonly [key: string | number | undefined, value: unknown])[];
}

const itself: Part['reach'] = (data) => [[undefined, data]];
const entries: Part['reach'] = (data) => (Array.isArray(data) ? data.map((one, n) => [n, one] as const) : []);
const member = (key: string): Part['reach'] => {
  return (data) => (isObject(data) && key in data ? [[key, data[key]] as const] : []);
};

/** Kinds of fields that have nothing within. */
const LEAVES = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'null', 'unknown', 'any', 'date']);

/** What a schema consists of. Throws for a kind that events have not used so far, rather than overlook what is in it. */
export function partsOf(schema: z.core.$ZodType): readonly Part[] {
  const { def } = schema as unknown as { readonly def: z.core.$ZodTypes['_zod']['def'] };
  if (LEAVES.has(def.type)) return [];
  if ('innerType' in def) return [{ of: def.innerType, reach: itself }];
  if (def.type === 'object') {
    return Object.entries(def.shape).map(([key, of]) => ({ of, key, reach: member(key) }));
  }
  if (def.type === 'array') return [{ of: def.element, key: '*', reach: entries }];
  // An option finds nothing in data of another one: the names of their members differ.
  if (def.type === 'union') return def.options.map((of) => ({ of, reach: itself }));
  if (def.type === 'record') {
    return [{ of: def.valueType, key: '*', reach: (data) => (isObject(data) ? Object.entries(data) : []) }];
  }
  throw new Error(`A field is a zod ${def.type}: references.ts has to know what is in it.`);
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
