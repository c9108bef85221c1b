import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { faultsError } from '../../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';
import { unknownCategoriesIn } from './default-limits.ts';
import { type LimitsByType, type TaskLimits, TaskLimitsSchema } from './task-limits.ts';

/**
 * Reads the limits of every type of task in a folder; each file is named for its type, and defaults go by categories of
 * the taxonomy.
 */
export function loadLimits(folder: string, categories: ReadonlySet<string>): LimitsByType {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'));
  if (files.length === 0)
    throw new Error(`${folder} holds no limits, expected files such as reform-task.yaml`);
  const limits = new Map<string, TaskLimits>();
  for (const file of files.toSorted()) {
    const path = join(folder, file);
    const { value, lineOf } = readYamlOrThrow(path, TaskLimitsSchema);
    const { taskType } = value;
    if (file !== `${taskType}.yaml`) {
      const line = lineOf(['taskType']);
      const expectation = 'taskType: expected the name of the file';
      throw faultsError(path, [{ file: path, line, value: taskType, expectation }]);
    }
    const faults = unknownCategoriesIn(value.defaults ?? [], categories).map((unknown) => {
      const keys = ['defaults', ...unknown.path];
      const expectation = `${unknown.place}: expected a category of the taxonomy`;
      return { file: path, line: lineOf(keys), value: unknown.value, expectation };
    });
    if (faults.length > 0) throw faultsError(path, faults);
    limits.set(taskType, value);
  }
  return limits;
}

/** The JSON Schema of a file of limits, for editors: the text of `config/limits/limits.schema.json`. */
export function limitsJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(TaskLimitsSchema, { io: 'input' }), null, 2)}\n`;
}
