import { benchLifecycle } from './bench-lifecycle.ts';
import { reformTask } from './reform-task.ts';
import { sectionAssignment } from './section-assignment.ts';
import { supervisionNotice } from './supervision-notice.ts';

/** Every workflow that this program runs; a new one is a file beside these and its name here. */
export const workflows = [reformTask, sectionAssignment, supervisionNotice, benchLifecycle];
