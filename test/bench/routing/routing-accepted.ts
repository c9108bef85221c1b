import { z } from 'zod';
import type { Directory } from '../../../src/directory/directory.ts';
import { findUnit } from '../../../src/directory/resolve/find-unit.ts';
import { readYamlOrThrow } from '../../../src/platform/config/read-yaml.ts';

const acceptedSchema = z.strictObject({ classes: z.record(z.string(), z.array(z.string())) });

/** For each class the codes of the units whose answer is right. */
export type Accepted = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the published mapping; throws when it names a unit that the directory does not have. */
export function readAccepted(path: string, directory: Directory, now: string): Accepted {
  const { value } = readYamlOrThrow(path, acceptedSchema);
  return new Map(
    Object.entries(value.classes).map(([name, units]) => [
      name,
      new Set(
        units.map((unit) => {
          const found = findUnit(directory, unit, now);
          if (found?.kind !== 'unit') throw new Error(`${path}: "${unit}" is no unit of the directory`);
          return found.unit.code;
        }),
      ),
    ]),
  );
}
