import type { WorkflowDefinition } from '../../src/engine/definition/define.ts';
import type { SourceTree } from './find-violations.ts';

/** What a program must not know of its workflows by name: they may be renamed, and others may come. */
export interface KnownNames {
  readonly workflows: ReadonlySet<string>;
  readonly events: ReadonlySet<string>;
  /** Dotted paths of states, and each of their words. */
  readonly states: ReadonlySet<string>;
}

interface Node {
  readonly states: Readonly<Record<string, Node>>;
}

/** The names that workflows declare. */
export function namesOf(definitions: readonly WorkflowDefinition[]): KnownNames {
  const paths = (node: Node, before = ''): string[] =>
    Object.entries(node.states).flatMap(([key, inner]) => {
      const path = before === '' ? key : `${before}.${key}`;
      return [path, key, ...paths(inner, path)];
    });
  return {
    workflows: new Set(definitions.map(({ name }) => name)),
    events: new Set(definitions.flatMap(({ events }) => Object.keys(events))),
    states: new Set(definitions.flatMap(({ machine }) => paths(machine.root as Node))),
  };
}

/** Declarations that both workflows and rooms read, and the demonstration, which plays people at the door. */
const DECLARING = /^src\/(vocabulary\/(effects|register)\.ts$|demo\/)/;

/** Names of events that mean something else in some files, and what. */
const OTHER_MEANINGS: readonly {
  readonly name: string;
  readonly where: RegExp;
  readonly meaning: string;
}[] = [
  {
    name: 'return',
    where: /^src\/(engine|contract|tasks|app|http)\//,
    meaning: 'a kind of limit and of request',
  },
  { name: 'urge', where: /^src\/tasks\/answers\/limit-effect\.ts$/, meaning: 'a part of the limits' },
  { name: 'transferred', where: /^src\/vocabulary\/measures\.ts$/, meaning: 'what was done, in English' },
  { name: 'routed', where: /^src\/(routing|tasks\/(entry|ledger))\//, meaning: 'a kind of routing' },
];

const SQL_PATH = /\bcontext\s*(->>?|#>>?|@>|\?[|&]?)\s*'/;
const LITERAL = /(['"`])([A-Za-z][\w.-]*)\1/g;

/** Where files of `src` know a workflow: by its name, its events, its states, or the shape of what its tasks remember. */
export function findKnownNames(tree: SourceTree, names: KnownNames): string[] {
  return [...tree]
    .filter(([path]) => path.startsWith('src/') && !DECLARING.test(path))
    .flatMap(([path, source]) =>
      source
        .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
        .split('\n')
        .flatMap((line, n) =>
          faultsOf(line.replace(/\/\/ .*/, ''), path, names).map((fault) => `${path}:${n + 1} ${fault}`),
        ),
    );
}

function faultsOf(line: string, path: string, { workflows, events, states }: KnownNames): string[] {
  const found: string[] = [];
  if (SQL_PATH.test(line)) found.push('reads a context by its shape: declare a reading with the workflow.');
  for (const { 2: name = '', index } of line.matchAll(LITERAL)) {
    if (workflows.has(name)) found.push(`names the workflow "${name}".`);
    else if (states.has(name) && (name.includes('.') || ABOUT_STATES.test(line.slice(0, index)))) {
      found.push(`names the state "${name}".`);
    } else if (events.has(name) && !meansOther(name, path)) found.push(`names the event "${name}".`);
  }
  return found;
}

/** Words of states are common words; compared with a state, or looked for in one, they name one. */
const ABOUT_STATES = /\b\w*[sS]tate(Before)?\s*[!=]==\s*$|\.(startsWith|endsWith|includes)\($/;

function meansOther(name: string, path: string): boolean {
  return OTHER_MEANINGS.some((other) => other.name === name && other.where.test(path));
}
