import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { FileFault } from './file-fault.ts';

/** A YAML file read and checked, with the means to say on which line a part of it stands. */
export interface YamlFile<T> {
  readonly path: string;
  readonly text: string;
  readonly value: T;
  /** Line (from 1) of the node at a path of keys, or of its nearest parent. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads a YAML file by its schema; faults name file, line, value and what was expected. */
export function readYaml<T>(
  path: string,
  schema: z.ZodType<T>,
): YamlFile<T> | { faults: readonly FileFault[] } {
  const text = readFileSync(path, 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map((error) => ({
        file: path,
        line: lines.linePos(error.pos[0]).line,
        value: undefined,
        message: `is not YAML: ${error.message.split('\n')[0] ?? error.code}`,
      })),
    };
  }

  const lineOf = (keys: readonly PropertyKey[]): number => {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { path, text, value: parsed.data, lineOf };
  return {
    faults: parsed.error.issues.map((issue) => ({
      file: path,
      line: lineOf(issue.path),
      value: document.getIn([...issue.path]),
      message: `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
    })),
  };
}
