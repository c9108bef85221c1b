import { readFile } from 'node:fs/promises';
import { type Anchor, parseAnchor } from './anchor.ts';

/** Reads the anchors that a file keeps, one a line; empty lines and lines that begin with # are passed over. */
export async function readAnchors(path: string): Promise<readonly Anchor[]> {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '' && !line.startsWith('#')).map(parseAnchor);
}
