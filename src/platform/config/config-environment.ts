import { readFileSync } from 'node:fs';
import { type ConfigKey, configKeys } from './config-keys.ts';

/** A value from the environment, and the variable that gave it. */
export interface FromEnvironment {
  readonly key: ConfigKey;
  readonly value: string | number | boolean;
  readonly source: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Names the configuration file; not a setting itself. */
export const FILE_VARIABLE = 'ONEDOOR_CONFIG';

/** Reads the settings that the environment gives, and complains of every ONEDOOR_ variable that means nothing. */
export function readEnvironment(env: Environment): { found: FromEnvironment[]; faults: string[] } {
  const found: FromEnvironment[] = [];
  const faults = unknownVariables(env);
  for (const key of configKeys) {
    const fileVariable = `${key.variable}_FILE`;
    const [direct, file] = [env[key.variable], env[fileVariable]];
    if (direct !== undefined && file !== undefined) {
      faults.push(`${key.variable} and ${fileVariable} are both set; expected one of them.`);
    } else if (direct !== undefined) {
      found.push({ key, value: typed(direct, key), source: key.variable });
    } else if (file !== undefined) {
      const content = readSecret(file, fileVariable, faults);
      if (content !== undefined) found.push({ key, value: typed(content, key), source: fileVariable });
    }
  }
  return { found, faults };
}

function unknownVariables(env: Environment): string[] {
  const known = new Set([
    FILE_VARIABLE,
    ...configKeys.flatMap(({ variable }) => [variable, `${variable}_FILE`]),
  ]);
  return Object.keys(env)
    .filter((name) => name.startsWith('ONEDOOR_') && !known.has(name))
    .map((name) => `${name} is not a setting of onedoor; "onedoor config print" lists them all.`);
}

/** Leaves text that is no number or boolean as it is, so that the schema complains of it with the others. */
function typed(text: string, key: ConfigKey): string | number | boolean {
  if (key.type === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (key.type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function readSecret(file: string, variable: string, faults: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    faults.push(`${variable} names ${file}, which cannot be read: ${String(error)}`);
    return undefined;
  }
}
