import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the pages, as it was built, and as browsers take it. */
export interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
}

/** The files of the pages by name, and which of them a page begins with. */
export interface PageFiles {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly script: string;
  readonly style: string;
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * Reads what `npm run build` made of src/web; undefined where it has not been built. Brotli would take fifty times as
 * long at each start, for a tenth less.
 */
export function loadPageFiles(folder: string): PageFiles | undefined {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const files = new Map(
    names.flatMap((name) => {
      const type = TYPES[name.split('.').at(-1) ?? ''];
      if (type === undefined) return [];
      const plain = readFileSync(join(folder, name));
      return [[name, { type, plain, gzip: gzipSync(plain) }] as const];
    }),
  );
  const script = names.find((name) => /^main-\w+\.js$/.test(name));
  const style = names.find((name) => /^look-\w+\.css$/.test(name));
  return script === undefined || style === undefined ? undefined : { files, script, style };
}
