import type { WorkflowDefinition } from '../engine/definition/define.ts';
import { diagramOf } from '../engine/definition/diagram.ts';

/**
 * A Markdown text with the diagram of a workflow drawn anew between `<!-- name:begin -->` and `<!-- name:end -->`.
 * Throws where a marker is missing.
 */
export function withDiagram(markdown: string, definition: WorkflowDefinition): string {
  const begin = `<!-- ${definition.name}:begin -->`;
  const end = `<!-- ${definition.name}:end -->`;
  const from = markdown.indexOf(begin);
  const to = markdown.indexOf(end, from);
  if (from < 0 || to < 0) {
    throw new Error(`The text has no "${begin}" followed by "${end}", between which the diagram belongs.`);
  }
  const block = `${begin}\n\n\`\`\`mermaid\n${diagramOf(definition)}\n\`\`\`\n\n`;
  return markdown.slice(0, from) + block + markdown.slice(to);
}
