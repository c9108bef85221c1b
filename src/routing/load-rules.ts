import type { z } from 'zod';
import { type FileFault, faultsError } from '../directory/file-fault.ts';
import { readYaml } from '../directory/read-yaml.ts';
import { type RoutingRules, routingRulesSchema } from './rule.ts';

/** Loads routing rules; throws one error that lists every fault with file, line, value and what was expected. */
export function loadRules(path: string): RoutingRules {
  const { value, lineOf } = readOrThrow(path, routingRulesSchema);
  const faults: FileFault[] = [];
  const lines = new Map<string, number>();
  value.rules.forEach(({ id }, at) => {
    const line = lineOf(['rules', at, 'id']);
    const first = lines.get(id);
    if (first === undefined) lines.set(id, line);
    else
      faults.push({
        file: path,
        line,
        value: id,
        message: `rule id is taken since line ${first}, expected its own`,
      });
  });
  if (faults.length > 0) throw faultsError(path, faults);
  return value;
}

/** Reads a YAML file by its schema; throws one error that lists every fault. */
export function readOrThrow<T>(path: string, schema: z.ZodType<T>) {
  const read = readYaml(path, schema);
  if ('faults' in read) throw faultsError(path, read.faults);
  return read;
}
