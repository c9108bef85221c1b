import type { z } from 'zod';
import type { Words } from './words.ts';

/** What of any schema's definition tells the way into it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

/**
 * The place in a content as forms call it, e.g. 验收标准第 2 项·编号; undefined where no field on the way has a title.
 * Titles are those that the schema declares (`title`, `x-title-en`).
 */
export function fieldTitle(schema: z.ZodType, path: readonly PropertyKey[]): Words | undefined {
  let here: z.ZodType | undefined = schema;
  let said: Words | undefined;
  for (const key of path) {
    here = here && inner(here, key);
    if (typeof key === 'number') {
      said = said && { zh: `${said.zh}第 ${key + 1} 项`, en: `${said.en}, item ${key + 1}` };
      continue;
    }
    const title = here && titleOf(here);
    if (title === undefined) continue;
    said = said === undefined ? title : { zh: `${said.zh}·${title.zh}`, en: `${said.en}, ${title.en}` };
  }
  return said;
}

/** What the codes of a choice are called, by code. */
export type ChoiceTitles = Readonly<Record<string, Words>>;

/** What the codes at a place are called, where the schema says it (`x-titles`). */
export function choiceTitles(schema: z.ZodType, path: readonly PropertyKey[]): ChoiceTitles | undefined {
  const here = path.reduce<z.ZodType | undefined>((at, key) => at && inner(at, key), schema);
  const [found] = here === undefined ? [] : layersOf(here).flatMap((one) => one.meta()?.['x-titles'] ?? []);
  return found as ChoiceTitles | undefined;
}

function inner(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  for (const { shape, element, valueType, options } of layersOf(schema).map(definitionOf)) {
    // A key from outside may be called like what every object has, e.g. `constructor`.
    const own = shape !== undefined && Object.hasOwn(shape, key) ? shape[String(key)] : undefined;
    const found = own ?? element ?? valueType;
    if (found !== undefined) return found;
    for (const option of options ?? []) {
      const within = inner(option, key);
      if (within !== undefined) return within;
    }
  }
  return undefined;
}

function titleOf(schema: z.ZodType): Words | undefined {
  for (const one of layersOf(schema)) {
    const { title, 'x-title-en': en } = one.meta() ?? {};
    if (title !== undefined) return { zh: title, en: typeof en === 'string' ? en : title };
  }
  return undefined;
}

/** A schema and what it wraps: optional, default, readonly, what a pipe takes in. */
function layersOf(schema: z.ZodType): readonly z.ZodType[] {
  const { innerType, in: taken, getter } = definitionOf(schema);
  const wrapped = innerType ?? taken ?? getter?.();
  return wrapped === undefined ? [schema] : [schema, ...layersOf(wrapped)];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def;
}
