import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { directoryJsonSchemas } from '../../src/directory/files/directory-json-schema.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';

describe('the schemas that editors read', () => {
  it.each(Object.entries(directoryJsonSchemas()))('%s says what the loader expects', async (name, text) => {
    const file = await readFile(join(projectRoot(), 'config', 'directory', name), 'utf8');
    // Formatting is the formatter's business.
    expect(JSON.parse(file)).toEqual(JSON.parse(text));
  });
});
