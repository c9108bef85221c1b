import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FileFault, faultsError } from '../../platform/config/file-fault.ts';
import { readYaml, type YamlFile } from '../../platform/config/read-yaml.ts';
import { checkDirectory } from '../check/check-directory.ts';
import type { DirectoryFault } from '../check/directory-fault.ts';
import type { Directory } from '../directory.ts';
import { buildDirectory } from './build-directory.ts';
import { sortedDirectory } from './directory-diff.ts';
import { countyFileSchema, peopleFileSchema, unitsFileSchema } from './directory-file.ts';
import { dutyCategories, type Taxonomy } from './taxonomy.ts';

/**
 * Reads a directory from a folder of YAML files (`county.yaml`, `units/*.yaml`, `people.yaml`) and checks it whole.
 * Throws one error that lists every fault with file, line, value and what was expected.
 */
export function loadDirectory(folder: string, taxonomy: Taxonomy): Directory {
  const unitPaths = readdirSync(join(folder, 'units'))
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  const county = readYaml(join(folder, 'county.yaml'), countyFileSchema);
  const people = readYaml(join(folder, 'people.yaml'), peopleFileSchema);
  const units = unitPaths.map((name) => readYaml(join(folder, 'units', name), unitsFileSchema));
  const unread = [county, people, ...units].flatMap((read) => ('faults' in read ? read.faults : []));
  if ('faults' in county || 'faults' in people || unread.length > 0) throw faultsError(folder, unread);

  const unitFiles = units.flatMap((read) => ('faults' in read ? [] : [read]));
  const entries = unitFiles.flatMap(({ value }) => value.units);
  const directory = buildDirectory(county.value, entries, people.value.people);
  const faults = checkDirectory(directory, dutyCategories(taxonomy));
  if (faults.length > 0) {
    throw faultsError(
      folder,
      faults.map((fault) => located(fault, [...unitFiles, people])),
    );
  }
  return sortedDirectory(directory);
}

/** Finds the line of a fault: the value within its entry, or the entry itself. */
function located(fault: DirectoryFault, files: readonly YamlFile<unknown>[]): FileFault {
  const { id, value, message } = fault;
  // Seats and sections are not entries of their own: the person who holds them or the unit says where they come from.
  const names = [id, id.split('/')[0] ?? id, id.replace(/-S\d+(\/H)?$/, '')];
  for (const name of names) {
    for (const file of files) {
      const lines = file.text.split('\n');
      const start = lines.findLastIndex((line) => isEntryOf(line, name));
      if (start < 0) continue;
      const next = lines.findIndex((line, place) => place > start && /^\s*- \{?(code|id):/.test(line));
      const within = lines.slice(start, next < 0 ? undefined : next);
      const offset = within.findIndex((line) => line.includes(value));
      return {
        file: file.path,
        line: start + 1 + Math.max(offset, 0),
        value,
        expectation: `${id} ${message.en}`,
      };
    }
  }
  return { file: files.at(-1)?.path ?? '', line: 1, value, expectation: `${id} ${message.en}` };
}

function isEntryOf(line: string, id: string): boolean {
  const found = /^\s*- \{?(?:code|id): ?['"]?([^\s,'"}]+)/.exec(line);
  return found?.[1] === id;
}
