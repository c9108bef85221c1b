import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { issueText } from './issue-text.ts';

/** Reads YAML against a schema; throws one error that lists every fault as `origin:line: text`. */
export function readYaml<T>(source: string, origin: string, schema: z.ZodType<T>): T {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const at = (position: number) => `${origin}:${lines.linePos(position).line}`;
  if (document.errors.length > 0) {
    throw new Error(
      document.errors.map(({ pos, message }) => `${at(pos[0])}: expected YAML: ${message}`).join('\n'),
    );
  }
  const content: unknown = document.toJS();
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return `${at(positionOf(path))}: ${issueText(issue, content)}`;
  });
  throw new Error(faults.join('\n'));

  /** Where the node of a path begins, or the nearest one around it when a key is missing. */
  function positionOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  }
}
