import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { faultsError } from '../../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';
import { type Ladder, LadderSchema } from './ladder.ts';

/** The ladder that is in force where nothing else is said. */
const DEFAULT = 'default';

/** Reads the ladder in force out of a folder. */
export async function loadLadder(folder: string): Promise<Ladder> {
  const ladder = (await loadLadders(folder)).get(DEFAULT);
  if (ladder === undefined) {
    throw new Error(`${folder} holds no ladder named "${DEFAULT}", expected a file ${DEFAULT}.yaml`);
  }
  return ladder;
}

/** Reads every ladder in a folder, by name; each file is named for its ladder. */
export async function loadLadders(folder: string): Promise<ReadonlyMap<string, Ladder>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).toSorted();
  const ladders = new Map<string, Ladder>();
  for (const file of files) {
    const path = join(folder, file);
    const { value: ladder, lineOf } = readYamlOrThrow(path, LadderSchema);
    if (file !== `${ladder.name}.yaml`) {
      const line = lineOf(['name']);
      const expectation = 'name: expected the name of the file';
      throw faultsError(path, [{ file: path, line, value: ladder.name, expectation }]);
    }
    ladders.set(ladder.name, ladder);
  }
  return ladders;
}
