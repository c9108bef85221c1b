import { basename, dirname } from 'node:path/posix';
import { findCycles } from './find-cycles.ts';
import { type Import, readImports } from './read-imports.ts';
import {
  DEFAULT_EXPORTS,
  DETOURS,
  EMPTY_NAMES,
  FOLDER_CEILING,
  LINE_CEILING,
  MACHINE_CLOCK,
  PACKAGES,
  ROOMS,
  WAITING,
  WORKFLOW_IMPORTS,
  WORKFLOW_LIST,
} from './rules.ts';

/** Paths from the project's root, with their content. */
export type SourceTree = ReadonlyMap<string, string>;

/** Holds the tree against the rules, and says in one sentence each what breaks them. */
export function findViolations(tree: SourceTree): string[] {
  const imports = new Map([...tree].map(([path, source]) => [path, readImports(path, source)]));
  const graph = new Map([...imports].map(([path, list]) => [path, list.map(({ target }) => target)]));
  return [
    ...[...imports].flatMap(([path, list]) => list.flatMap((item) => importFaults(path, item))),
    ...[...tree].flatMap(([path, source]) => shapeFaults(path, source)),
    ...[...tree].flatMap(([path, source]) => waitingFaults(path, source)),
    ...folderFaults([...tree.keys()]),
    ...findCycles(graph).map((cycle) => `Import cycle: ${cycle.join(' → ')}.`),
  ];
}

function folderFaults(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  return [...counts].flatMap(([folder, count]) =>
    count > FOLDER_CEILING
      ? [`${folder} holds ${count} files side by side; the ceiling is ${FOLDER_CEILING}.`]
      : [],
  );
}

function importFaults(path: string, item: Import): string[] {
  const faults: string[] = [];
  const { target } = item;
  if (item.reexport) faults.push(`${path} passes ${target} on: no barrels, import it where it stands.`);
  if (path.startsWith('test/')) return faults;
  if (target.startsWith('test/')) faults.push(`${path} imports ${target}: the product knows no tests.`);
  if (path.startsWith('workflows/') && !allowedInWorkflows(target)) {
    faults.push(`${path} imports ${target}: workflows import only ${WORKFLOW_IMPORTS.join(', ')}.`);
  }
  if (target === WORKFLOW_LIST && !path.startsWith('src/main/')) {
    faults.push(`${path} imports ${target}: only src/main may.`);
  }
  return [
    ...faults,
    ...roomFaults(path, target),
    ...detourFaults(path, target),
    ...packageFaults(path, item),
  ];
}

function allowedInWorkflows(target: string): boolean {
  return (
    target.startsWith('workflows/') ||
    WORKFLOW_IMPORTS.some((one) => (one.endsWith('/') ? target.startsWith(one) : target === one))
  );
}

function roomFaults(path: string, target: string): string[] {
  const from = roomOf(path);
  const to = roomOf(target);
  if (from === undefined || to === undefined || from === to || from === 'workflows') return [];
  if (ROOMS[from] === undefined) return [`${path} lies in src/${from}, which is no room of the design.`];
  return ROOMS[from].includes(to) ? [] : [`${path} imports ${target}: ${from} may not know ${to}.`];
}

function detourFaults(path: string, target: string): string[] {
  return DETOURS.filter(({ from, target: barred }) => from.test(path) && barred.test(target)).map(
    ({ instead }) => `${path} imports ${target}: ${instead}.`,
  );
}

/** The folder below src/, or `workflows`; undefined for packages. */
function roomOf(path: string): string | undefined {
  const [top, room] = path.split('/');
  if (top === 'workflows' && room !== undefined) return 'workflows';
  return top === 'src' ? room : undefined;
}

function packageFaults(path: string, { target, typeOnly }: Import): string[] {
  return PACKAGES.filter(({ name, where, typesAnywhere }) => {
    return name === target && !where.test(path) && !(typeOnly && typesAnywhere);
  }).map(({ name, where }) => `${path} imports ${name}: that is for ${where.source}.`);
}

function waitingFaults(path: string, source: string): string[] {
  if (!path.startsWith('src/')) return [];
  return WAITING.filter(({ what }) => what.test(source)).flatMap(({ what, where, limit }) => {
    if (!where.test(path)) return [`${path} waits by ${what.source}: that is for ${where.source}.`];
    return limit.test(source) ? [] : [`${path} waits by ${what.source} without ${limit.source}.`];
  });
}

function shapeFaults(path: string, source: string): string[] {
  const faults: string[] = [];
  const lines = source.split('\n').length - 1;
  if (lines > LINE_CEILING) faults.push(`${path} has ${lines} lines; the ceiling is ${LINE_CEILING}.`);
  const name = basename(path).replace(/(\.\w+)*\.tsx?$/, '');
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) faults.push(`${path} is not named in kebab-case.`);
  if (EMPTY_NAMES.includes(name)) faults.push(`${path} has a name that says nothing.`);
  if (name === 'index' && path !== WORKFLOW_LIST)
    faults.push(`${path} is an index: name it for what it exports.`);
  if (/^export default\b/m.test(source) && !DEFAULT_EXPORTS.includes(path)) {
    faults.push(`${path} has a default export; exports carry names.`);
  }
  if (path.startsWith('test/') && !MACHINE_CLOCK.test(path) && READS_CLOCK.test(source)) {
    faults.push(`${path} reads the machine's clock: hand one in, see test/support/movable-clock.ts.`);
  }
  return faults;
}

const READS_CLOCK = /\bDate\.now\b|\bnew Date\(\)|\bTemporal\.Now\b/;
