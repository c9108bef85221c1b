import { dirname, join } from 'node:path/posix';

/** One import of a file. */
export interface Import {
  /** A path from the project's root for our own files, else the package's name; undefined modules of Node are left out. */
  readonly target: string;
  /** Whether only types are taken, which leave no trace at run time. */
  readonly typeOnly: boolean;
  /** Whether it is passed on: `export … from`. */
  readonly reexport: boolean;
}

const STATIC = /^(import|export)(\s+type\b)?(?:[^'"`;]*?\bfrom)?\s*'([^']+)'/gm;
const DYNAMIC = /\bimport\(\s*'([^']+)'\s*\)/g;

/** Reads the imports of a formatted TypeScript file. */
export function readImports(path: string, source: string): Import[] {
  const code = source.replaceAll(/\/\*[^]*?\*\//g, '');
  const found = [...code.matchAll(STATIC)].map(([, keyword, type, specifier = '']) => ({
    target: resolveSpecifier(path, specifier),
    typeOnly: type !== undefined,
    reexport: keyword === 'export',
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, specifier = '']) => ({
    target: resolveSpecifier(path, specifier),
    typeOnly: false,
    reexport: false,
  }));
  return [...found, ...dynamic].filter(({ target }) => !target.startsWith('node:'));
}

function resolveSpecifier(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return join(dirname(path), specifier);
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
