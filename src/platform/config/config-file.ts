import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, FILE_VARIABLE } from './config-environment.ts';
import { faultsError } from './file-fault.ts';
import { parseYaml } from './read-yaml.ts';

/** What the configuration file says, and its path for complaints. */
export interface FromFile {
  readonly content: unknown;
  readonly source: string;
}

/** Looked for, in this order, below the working directory when no file is named. */
const USUAL_PLACES = ['onedoor.yaml', join('config', 'onedoor.yaml')];

/** Reads the file that ONEDOOR_CONFIG names, else one at a usual place, else nothing. */
export function readConfigFile(env: Environment, workingDirectory: string): FromFile | undefined {
  const named = env[FILE_VARIABLE];
  const path =
    named === undefined
      ? USUAL_PLACES.map((place) => join(workingDirectory, place)).find((place) => existsSync(place))
      : resolve(workingDirectory, named);
  if (path === undefined) return undefined;
  const file = parseYaml(readText(path, named), path);
  if ('faults' in file) {
    const { message } = faultsError(path, file.faults);
    throw new Error(named === undefined ? message : `${FILE_VARIABLE}=${named}: ${message}`);
  }
  return { content: file.value ?? {}, source: path };
}

function readText(path: string, named: string | undefined): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const origin = named === undefined ? 'found' : `named by ${FILE_VARIABLE}`;
    throw new Error(`The configuration file ${path} (${origin}) cannot be read.`, { cause });
  }
}
