import { join } from 'node:path';
import type { z } from 'zod';
import { projectRoot } from '../process/project-root.ts';
import { redactUrl } from '../process/redact.ts';
import { type Environment, type FromEnvironment, readEnvironment } from './config-environment.ts';
import { readConfigFile } from './config-file.ts';
import { configKeys } from './config-keys.ts';
import { type Config, configSchema } from './config-schema.ts';

/** A checked configuration, and where each value that is not a default came from. */
export interface LoadedConfig {
  readonly config: Config;
  /** Setting (`limits.bodyBytes`) to its origin (a variable or a file). */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Gathers the settings: defaults, then the file, then the environment. Throws one Error that tells every fault in one
 * line: unknown keys and variables by name, wrong values with where they came from and what was expected.
 */
export function loadConfig(env: Environment, workingDirectory: string): LoadedConfig {
  const file = readConfigFile(env, workingDirectory);
  const { found, faults } = readEnvironment(env);
  const sources = new Map<string, string>();
  const given = file === undefined ? {} : structuredClone(file.content);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new Error(`${file?.source} must hold settings (key: value), not ${JSON.stringify(given)}.`);
  }
  for (const { path } of configKeys) {
    if (file && valueAt(given, path) !== undefined) sources.set(path.join('.'), file.source);
  }
  for (const item of found) {
    overlay(given, item);
    sources.set(item.key.path.join('.'), item.source);
  }
  const parsed = configSchema.safeParse(given);
  if (!parsed.success) {
    const origin = (path: string): string => sources.get(path) ?? file?.source ?? 'the defaults';
    faults.push(...parsed.error.issues.flatMap((issue) => describe(issue, given, origin)));
  }
  if (!parsed.success || faults.length > 0) {
    throw new Error(`配置无效。The configuration is not valid: ${faults.join(' ')}`);
  }
  return { config: withOwnFolders(parsed.data, sources), sources };
}

/** Folders that nobody named lie in the product, from wherever it is started; named ones go by the working directory. */
function withOwnFolders(config: Config, sources: ReadonlyMap<string, string>): Config {
  const own = Object.entries(config).flatMap(([name, folder]) =>
    name.endsWith('Dir') && typeof folder === 'string' && !sources.has(name)
      ? [[name, join(projectRoot(), folder)]]
      : [],
  );
  return { ...config, ...(Object.fromEntries(own) as Partial<Config>) };
}

/** One line per setting for an operator: variable, value without secrets, origin. */
export function printConfig({ config, sources }: LoadedConfig): string {
  const lines = configKeys.map(({ path, variable }) => {
    const value = valueAt(config, path);
    const shown = value === undefined ? '(not set)' : redactUrl(JSON.stringify(value));
    const name = path.join('.');
    return `${name} = ${shown}  [${sources.get(name) ?? `default; ${variable}`}]`;
  });
  return `${lines.join('\n')}\n`;
}

function describe(issue: z.core.$ZodIssue, given: object, origin: (path: string) => string): string[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const name = [...path, key].join('.');
      return `${name} (from ${origin(name)}) is not a setting of onedoor.`;
    });
  }
  const name = path.join('.');
  const value = redactUrl(told(valueAt(given, path)));
  const known = configKeys.find((key) => key.path.join('.') === name)?.expectation;
  const expected = known === undefined ? issue.message : `expected ${known}`;
  return [`${name} is ${value} (from ${origin(name)}): ${expected}.`];
}

/** A value as it was given: numbers that JSON cannot say are said by their names. */
function told(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), tree);
}

function overlay(tree: object, { key, value }: FromEnvironment): void {
  let node: unknown = tree;
  for (const name of key.path.slice(0, -1)) {
    if (!isRecord(node)) return; // the schema complains of it
    node[name] ??= {};
    node = node[name];
  }
  const last = key.path.at(-1);
  if (isRecord(node) && last !== undefined) node[last] = value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
