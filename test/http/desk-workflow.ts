import { errand } from '../engine/errand-workflow.ts';

/** The engine's small workflow, submitted as the county's tasks are. */
export const desk = { ...errand, submittedBy: ['taskForce', 'submitter'] };
