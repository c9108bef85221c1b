import { reformTask } from './reform-task.ts';
import { sectionAssignment } from './section-assignment.ts';

/** Every workflow that this program runs. */
export const workflows = [reformTask, sectionAssignment];
