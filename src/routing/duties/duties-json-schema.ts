import { z } from 'zod';
import { boundariesFileSchema } from './boundary.ts';
import { dutyFileSchema, dutyWordsSchema } from './duty.ts';

const files = { duties: dutyFileSchema, words: dutyWordsSchema, boundaries: boundariesFileSchema } as const;

/** The JSON Schemas of the files of duties and boundaries, for editors: file name in `config/duties/` to text. */
export function dutiesJsonSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}
