import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** One setting as it can be given from outside. */
export interface ConfigKey {
  /** Where it stands in the file, e.g. `['limits', 'bodyBytes']`. */
  readonly path: readonly string[];
  /** Its name in the environment; with `_FILE` appended, the name of a file that holds the value. */
  readonly variable: string;
  readonly type: 'string' | 'number' | 'boolean';
  /** What a value has to be, e.g. `a whole number from 1 to 3600`; undefined where the schema says it with the fault. */
  readonly expectation: string | undefined;
}

/** Names that platforms set by convention; every other setting is ONEDOOR_ and its path. */
const CONVENTIONAL: Readonly<Record<string, string>> = {
  databaseUrl: 'DATABASE_URL',
  redisUrl: 'REDIS_URL',
  port: 'PORT',
};

/** Every setting, read off the schema. */
export const configKeys: readonly ConfigKey[] = leaves(z.toJSONSchema(configSchema, { io: 'input' }), []);

function leaves(schema: z.core.JSONSchema.JSONSchema, path: readonly string[]): ConfigKey[] {
  if (schema.type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
      typeof inner === 'boolean' ? [] : leaves(inner, [...path, name]),
    );
  }
  const key = path.join('.');
  const type = kindOf(schema.type);
  const variable = CONVENTIONAL[key] ?? variableName(path);
  return [{ path, variable, type, expectation: expectationOf(schema) }];
}

function expectationOf({
  type,
  minimum,
  maximum,
  enum: choices,
  format,
  pattern,
}: z.core.JSONSchema.JSONSchema) {
  if (type === 'integer') return `a whole number from ${minimum} to ${maximum}, without a unit`;
  if (type === 'number') return `a number from ${minimum} to ${maximum}, without a unit`;
  if (type === 'boolean') return 'true or false';
  if (choices !== undefined) return `one of ${choices.join(', ')}`;
  if (format === 'uri') return 'an address such as https://onedoor.example.org';
  return pattern === undefined ? 'a text that is not empty' : undefined;
}

function variableName(path: readonly string[]): string {
  const words = path.map((name) => name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase());
  return `ONEDOOR_${words.join('_')}`;
}

function kindOf(type: unknown): ConfigKey['type'] {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' ? 'boolean' : 'string';
}
