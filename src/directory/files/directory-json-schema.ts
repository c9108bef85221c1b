import { z } from 'zod';
import { countyFileSchema, peopleFileSchema, unitsFileSchema } from './directory-file.ts';

const files = { county: countyFileSchema, units: unitsFileSchema, people: peopleFileSchema } as const;

/** The JSON Schemas of the directory's files, for editors: file name in `config/directory/` to text. */
export function directoryJsonSchemas(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }), null, 2)}\n`,
    ]),
  );
}
