import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Facets, StoredSnapshot } from '../../src/engine/definition/define.ts';
import { statePath } from '../../src/engine/definition/offers.ts';
import { restore, storedOf } from '../../src/engine/steps/step.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { workflows } from '../../workflows/index.ts';
import { reachedStates } from './moves/pairs.ts';
import { repertoires } from './moves/repertoires.ts';
import { facetsOf } from './stage.ts';

/** A task as some version left it in a database: one for each state that version could come to. */
interface Kept {
  readonly facets: Facets;
  readonly stored: StoredSnapshot;
}

// One file per version, one snapshot per line.
const folder = join(projectRoot(), 'test/workflows/snapshots');

it.each(repertoires.map((repertoire) => [repertoire.definition.name, repertoire] as const))(
  'snapshots of %s are kept for the version that runs',
  (name, repertoire) => {
    const file = join(folder, `${name}.v${repertoire.definition.version}.jsonl`);
    if (existsSync(file)) return;
    const kept = reachedStates(repertoire).map(({ stage }) =>
      JSON.stringify({ facets: facetsOf(stage), stored: storedOf(stage.snapshot) }),
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${kept.join('\n')}\n`);
    throw new Error(
      `${file} was not there and has been written: commit it, and do not change it once it is released.`,
    );
  },
);

it('snapshots of every version can still be loaded, each with the seat that answers for it', () => {
  const files = readdirSync(folder);
  expect(files.length).toBeGreaterThanOrEqual(workflows.length);
  for (const file of files) {
    const [, name, version] = /^(.+)\.v(\d+)\.jsonl$/u.exec(file) ?? [];
    const definition = workflows.find((workflow) => workflow.name === name);
    if (definition === undefined)
      throw new Error(`${file}: no workflow "${name}" any more; its tasks would be lost.`);
    for (const line of readFileSync(join(folder, file), 'utf8').trim().split('\n')) {
      const { stored, facets } = JSON.parse(line) as Kept;
      const snapshot = restore(definition, Number(version), stored);
      expect(definition.facets(snapshot.context, statePath(snapshot.value)).owner).toBe(facets.owner);
    }
  }
});
