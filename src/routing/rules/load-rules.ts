import { type FileFault, faultsError } from '../../platform/config/file-fault.ts';
import { readYamlOrThrow } from '../../platform/config/read-yaml.ts';
import { type RoutingRules, routingRulesSchema } from './rule.ts';

/** Loads routing rules; throws one error that lists every fault with file, line, value and what was expected. */
export function loadRules(path: string): RoutingRules {
  const { value, lineOf } = readYamlOrThrow(path, routingRulesSchema);
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
        expectation: `rule id is taken since line ${first}, expected its own`,
      });
  });
  if (faults.length > 0) throw faultsError(path, faults);
  return value;
}
