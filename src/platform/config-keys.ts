import { z } from 'zod';
import { configSchema } from './config-schema.ts';

/** One setting as it can be given from outside. */
export interface ConfigKey {
  /** Where it stands in the file, e.g. `['limits', 'bodyBytes']`. */
  readonly path: readonly string[];
  /** Its name in the environment; with `_FILE` appended, the name of a file that holds the value. */
  readonly variable: string;
  readonly type: 'string' | 'number' | 'boolean';
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
  return [{ path, variable: CONVENTIONAL[key] ?? variableName(path), type: kindOf(schema.type) }];
}

function variableName(path: readonly string[]): string {
  const words = path.map((name) => name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase());
  return `ONEDOOR_${words.join('_')}`;
}

function kindOf(type: unknown): ConfigKey['type'] {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'boolean' ? 'boolean' : 'string';
}
