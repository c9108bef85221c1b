import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagramOf } from '../../src/engine/definition/diagram.ts';
import { createRegistry } from '../../src/engine/definition/registry.ts';
import { projectRoot } from '../../src/platform/process/project-root.ts';
import { workflows } from '../../workflows/index.ts';
import { pilotApplication } from './pilot-application.ts';
import { facetsOf, opened, played, reloaded, stateOf } from './stage.ts';

describe('a workflow that a newcomer adds', () => {
  it('is one file and one name in the list', () => {
    expect(createRegistry([...workflows, pilotApplication]).get('pilot-application')).toBe(pilotApplication);
  });

  it('runs, is stored and is drawn like the others', () => {
    const applied = reloaded(opened(pilotApplication, { title: '食品小作坊数字监管', seat: '330523-O41/A' }));
    expect(facetsOf(applied)).toMatchObject({ owner: '330523-O41/A', title: '食品小作坊数字监管' });
    expect(stateOf(played(applied, 'grant', {}, 'taskForce'))).toBe('granted');
    expect(diagramOf(pilotApplication)).toContain('applied --> granted : 批准');
  });

  it('stands in workflows/README.md as it stands here', () => {
    const source = readFileSync(join(projectRoot(), 'test/workflows/pilot-application.ts'), 'utf8');
    const moved = source.replaceAll('../../src/', '../src/').replaceAll('../../workflows/', './');
    expect(readFileSync(join(projectRoot(), 'workflows/README.md'), 'utf8')).toContain(moved);
  });
});
