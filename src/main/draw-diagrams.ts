import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reformTask } from '../../workflows/reform-task.ts';
import { projectRoot } from '../platform/process/project-root.ts';
import { withDiagram } from './diagram-block.ts';

/** Draws the diagram in workflows/README.md anew from the machine; a test fails while the two differ. */
const path = join(projectRoot(), 'workflows/README.md');
writeFileSync(path, withDiagram(readFileSync(path, 'utf8'), reformTask));
