import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type FileFault, faultsError } from '../../platform/config/file-fault.ts';

const knownTaskSchema = z.object({
  title: z.string().min(1),
  goal: z.string().default(''),
  leadUnit: z.string().min(1),
});

/** A task whose lead unit the county has written down as an example. */
export type KnownTask = z.infer<typeof knownTaskSchema>;

/** Loads examples, one JSON object a line; throws one error that lists every fault. */
export function loadKnownTasks(path: string): KnownTask[] {
  const faults: FileFault[] = [];
  const tasks: KnownTask[] = [];
  readFileSync(path, 'utf8')
    .split('\n')
    .forEach((text, at) => {
      if (text.trim() === '') return;
      const parsed = knownTaskSchema.safeParse(asJson(text));
      if (parsed.success) tasks.push(parsed.data);
      else {
        const expectation = 'expected a JSON object with title, goal and leadUnit as texts';
        faults.push({ file: path, line: at + 1, value: text, expectation });
      }
    });
  if (faults.length > 0) throw faultsError(path, faults);
  return tasks;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no object either, and is told as such.
    return undefined;
  }
}
