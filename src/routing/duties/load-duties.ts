import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FileFault, faultsError } from '../../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';
import { type BoundariesFile, boundariesFileSchema } from './boundary.ts';
import { type Duty, type DutyWords, dutyFileSchema, dutyWordsSchema, readDuty } from './duty.ts';
import { type KnownTask, loadKnownTasks } from './known-tasks.ts';

/** What the county has written down about who answers for what. */
export interface DutyFiles {
  readonly duties: readonly Duty[];
  readonly words: DutyWords;
  readonly boundaries: BoundariesFile;
  /** Tasks whose lead unit is known. */
  readonly known: readonly KnownTask[];
}

const WORDS = 'words.yaml';
const KNOWN = 'known-tasks.jsonl';

/** Loads `duties/*.yaml`, known tasks and `boundaries.yaml` of a folder; throws errors that name file, line and value. */
export function loadDuties(folder: string): DutyFiles {
  const files = readdirSync(join(folder, 'duties'))
    .filter((name) => name.endsWith('.yaml') && name !== WORDS)
    .toSorted();
  const words = readYamlOrThrow(join(folder, 'duties', WORDS), dutyWordsSchema).value;
  return {
    duties: files.flatMap((name) => loadDutyFile(join(folder, 'duties', name), words)),
    words,
    boundaries: loadBoundaries(join(folder, 'boundaries.yaml'), words),
    known: loadKnownTasks(join(folder, 'duties', KNOWN)),
  };
}

function loadDutyFile(path: string, words: DutyWords): Duty[] {
  const { value, lineOf } = readYamlOrThrow(path, dutyFileSchema);
  const faults: FileFault[] = [];
  const duties = value.units.flatMap(({ unit, fields }, at) =>
    Object.entries(fields).flatMap(([field, lines]) =>
      lines.map((written, place) => {
        const duty = readDuty(unit, field, written);
        const line = lineOf(['units', at, 'fields', field, place]);
        for (const act of duty.acts) {
          if (!(act in words.acts)) faults.push(unknownWord(path, line, act, 'acts', words.acts));
        }
        return duty;
      }),
    ),
  );
  if (faults.length > 0) throw faultsError(path, faults);
  return duties;
}

function loadBoundaries(path: string, words: DutyWords): BoundariesFile {
  const { value, lineOf } = readYamlOrThrow(path, boundariesFileSchema);
  const faults: FileFault[] = [];
  const seen = new Set<string>();
  value.boundaries.forEach(({ id, acts = [], people = [] }, at) => {
    const line = lineOf(['boundaries', at, 'id']);
    if (seen.has(id)) faults.push({ file: path, line, value: id, expectation: 'boundary id is taken' });
    seen.add(id);
    for (const act of acts) {
      if (!(act in words.acts)) faults.push(unknownWord(path, line, act, 'acts', words.acts));
    }
    for (const group of people) {
      if (!(group in words.people)) faults.push(unknownWord(path, line, group, 'people', words.people));
    }
  });
  if (faults.length > 0) throw faultsError(path, faults);
  return value;
}

function unknownWord(file: string, line: number, value: string, list: string, known: object): FileFault {
  return { file, line, value, expectation: `expected one of ${list}: ${Object.keys(known).join(', ')}` };
}
