import { readFileSync } from 'node:fs';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type FileFault, faultsError } from './file-fault.ts';
import { schemaFaults } from './schema-fault.ts';

/** A YAML file read and checked, with the means to say on which line a part of it stands. */
export interface YamlFile<T> {
  readonly path: string;
  readonly text: string;
  readonly value: T;
  /** Line (from 1) of the node at a path of keys, or of its nearest parent. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Takes YAML apart; faults of its syntax name the line. */
export function parseYaml(
  text: string,
  path: string,
): YamlFile<unknown> | { readonly faults: readonly FileFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({
        file: path,
        line: lines.linePos(pos[0]).line,
        value: undefined,
        expectation: `is not YAML: ${message}`,
      })),
    };
  }
  const lineOf = (keys: readonly PropertyKey[]): number => {
    for (let depth = keys.length; depth > 0; depth -= 1) {
      const node = document.getIn(keys.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    const start = document.contents?.range?.[0];
    return start === undefined ? 1 : lines.linePos(start).line;
  };
  return { path, text, value: document.toJS(), lineOf };
}

/** Reads a YAML file by its schema; faults name file, line, value and what was expected. */
export function readYaml<T>(
  path: string,
  schema: z.ZodType<T>,
): YamlFile<T> | { readonly faults: readonly FileFault[] } {
  return checked(path, () => schema);
}

/** Reads a YAML file by its schema; throws one error that lists every fault. */
export function readYamlOrThrow<T>(path: string, schema: z.ZodType<T>): YamlFile<T> {
  return readYamlBy(path, () => schema);
}

/** The same where what the file holds says which schema it is to be read by. */
export function readYamlBy<T>(path: string, schemaOf: (content: unknown) => z.ZodType<T>): YamlFile<T> {
  const read = checked(path, schemaOf);
  if ('faults' in read) throw faultsError(path, read.faults);
  return read;
}

function checked<T>(
  path: string,
  schemaOf: (content: unknown) => z.ZodType<T>,
): YamlFile<T> | { readonly faults: readonly FileFault[] } {
  const file = parseYaml(readFileSync(path, 'utf8'), path);
  if ('faults' in file) return file;
  const parsed = schemaOf(file.value).safeParse(file.value);
  if (parsed.success) return { ...file, value: parsed.data };
  return {
    faults: schemaFaults(parsed.error, file.value).map(({ path: keys, value, expectation }) => ({
      file: path,
      line: file.lineOf(keys),
      value,
      expectation: expectation.en,
    })),
  };
}
