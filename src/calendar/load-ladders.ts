import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ladder, LadderSchema } from './ladder.ts';
import { readYaml } from './read-yaml.ts';

/** Reads every ladder in a folder, by name; each file is named for its ladder. */
export async function loadLadders(folder: string): Promise<ReadonlyMap<string, Ladder>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.yaml')).toSorted();
  const ladders = new Map<string, Ladder>();
  for (const file of files) {
    const path = join(folder, file);
    const ladder = readYaml(await readFile(path, 'utf8'), path, LadderSchema);
    if (file !== `${ladder.name}.yaml`) {
      throw new Error(`${path}: name is "${ladder.name}", expected the name of the file`);
    }
    ladders.set(ladder.name, ladder);
  }
  return ladders;
}
