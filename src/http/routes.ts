import type { Route } from './define-route.ts';
import { accountability } from './routes/accountability.ts';
import { bounces } from './routes/bounces.ts';
import { boundaryRoutes } from './routes/boundaries.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { changeCalendar } from './routes/calendar-changes.ts';
import { countTasks } from './routes/count-tasks.ts';
import { coverage } from './routes/coverage.ts';
import { directoryRoutes } from './routes/directory.ts';
import { changeDirectory } from './routes/directory-changes.ts';
import { importDirectory } from './routes/directory-import.ts';
import { documentationRoutes } from './routes/documentation.ts';
import { exportRoutes } from './routes/export.ts';
import { overdueExports } from './routes/export-overdue.ts';
import { handoverSteps } from './routes/handover-steps.ts';
import { handoverRoutes } from './routes/handovers.ts';
import { healthRoutes } from './routes/health.ts';
import { importLedger } from './routes/import.ts';
import { inbox } from './routes/inbox.ts';
import { keyRoutes } from './routes/keys.ts';
import { listTasks } from './routes/list-tasks.ts';
import { me } from './routes/me.ts';
import { readMetrics } from './routes/metrics.ts';
import { overdue } from './routes/overdue.ts';
import { precedentRoutes } from './routes/precedents.ts';
import { explainProblem } from './routes/problems.ts';
import { readProof } from './routes/proof.ts';
import { readTask } from './routes/read-task.ts';
import { sendEvent } from './routes/send-event.ts';
import { sendToMany } from './routes/send-to-many.ts';
import { standIns } from './routes/stand-ins.ts';
import { submitTask } from './routes/submit-task.ts';
import { taskClock } from './routes/task-clock.ts';
import { timeline } from './routes/timeline.ts';
import { unitRoutes } from './routes/units.ts';
import { workflowRoutes } from './routes/workflows.ts';

/** Every route there is; paths are tried in this order, so the busiest come first. */
export const routes: readonly Route[] = [
  sendEvent,
  submitTask,
  inbox,
  sendToMany,
  // Before the tasks by id, of which `counts` and `export.csv` would be two.
  countTasks,
  ...exportRoutes,
  readTask,
  listTasks,
  timeline,
  accountability,
  taskClock,
  overdue,
  ...overdueExports,
  importLedger,
  ...workflowRoutes,
  ...unitRoutes,
  coverage,
  changeCalendar,
  ...calendarRoutes,
  ...precedentRoutes,
  ...boundaryRoutes,
  bounces,
  changeDirectory,
  importDirectory,
  ...directoryRoutes,
  ...handoverRoutes,
  ...handoverSteps,
  me,
  standIns,
  ...keyRoutes,
  readProof,
  ...healthRoutes,
  readMetrics,
  explainProblem,
  ...documentationRoutes(() => routes),
];
