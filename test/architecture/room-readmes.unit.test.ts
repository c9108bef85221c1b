import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { ROOMS } from './rules.ts';

const rooms = Object.keys(ROOMS).filter((room) => existsSync(folderOf(room)));

function folderOf(room: string): string {
  return join(projectRoot(), 'src', room);
}

function readmeOf(room: string): string {
  return readFileSync(join(folderOf(room), 'README.md'), 'utf8');
}

function foldersOf(room: string): string[] {
  return readdirSync(folderOf(room), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
}

describe.each(rooms)('the README of src/%s', (room) => {
  it('names each folder of the room and no other', () => {
    const named = [...readmeOf(room).matchAll(/^- `([\w-]+)\/`: /gm)].map(([, folder]) => folder);
    expect(new Set(named)).toEqual(new Set(foldersOf(room)));
    expect(named).toHaveLength(foldersOf(room).length);
  });

  it('says what the room may import, as the rules have it', () => {
    const said = /^May import: (.*)\.$/m.exec(readmeOf(room))?.[1];
    const allowed = ROOMS[room] ?? [];
    expect(said).toBe(allowed.length === 0 ? 'no other room' : allowed.map((one) => `\`${one}\``).join(', '));
  });

  it('names files that exist', () => {
    const files = [...readmeOf(room).matchAll(/`([\w./-]+\.tsx?)`/g)].map(([, path]) => String(path));
    expect(files).not.toEqual([]);
    const standing = (path: string) =>
      [folderOf(room), projectRoot()].some((from) => existsSync(join(from, path)));
    expect(files.filter((path) => !standing(path))).toEqual([]);
  });
});
