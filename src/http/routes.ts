import type { Route } from './define-route.ts';
import { accountRoutes } from './routes/access/accounts.ts';
import { sessionRoutes } from './routes/access/sessions.ts';
import { signInRoutes } from './routes/access/sign-in.ts';
import { signIns } from './routes/access/sign-ins.ts';
import { calendarRoutes } from './routes/county/calendar.ts';
import { calendarChanges } from './routes/county/calendar-changes.ts';
import { coverage } from './routes/county/coverage.ts';
import { directoryRoutes } from './routes/county/directory.ts';
import { directoryChanges } from './routes/county/directory-changes.ts';
import { directoryImport } from './routes/county/directory-import.ts';
import { handoverSteps } from './routes/county/handover-steps.ts';
import { handoverRoutes } from './routes/county/handovers.ts';
import { keyRoutes } from './routes/county/keys.ts';
import { me } from './routes/county/me.ts';
import { standIns } from './routes/county/stand-ins.ts';
import { unitRoutes } from './routes/county/units.ts';
import { documentationRoutes } from './routes/service/documentation.ts';
import { healthRoutes } from './routes/service/health.ts';
import { readMetrics } from './routes/service/metrics.ts';
import { explainProblem } from './routes/service/problems.ts';
import { bounces } from './routes/supervision/bounces.ts';
import { boundaryRoutes } from './routes/supervision/boundaries.ts';
import { overdueExports } from './routes/supervision/export-overdue.ts';
import { overdue } from './routes/supervision/overdue.ts';
import { precedentRoutes } from './routes/supervision/precedents.ts';
import { readProof } from './routes/supervision/proof.ts';
import { accountability } from './routes/tasks/accountability.ts';
import { countTasks } from './routes/tasks/count-tasks.ts';
import { exportRoutes } from './routes/tasks/export.ts';
import { ledgerImport } from './routes/tasks/import.ts';
import { inbox } from './routes/tasks/inbox.ts';
import { listTasks } from './routes/tasks/list-tasks.ts';
import { readTask } from './routes/tasks/read-task.ts';
import { sendEvent } from './routes/tasks/send-event.ts';
import { taskEvents } from './routes/tasks/send-to-many.ts';
import { submitTask } from './routes/tasks/submit-task.ts';
import { taskClock } from './routes/tasks/task-clock.ts';
import { timeline } from './routes/tasks/timeline.ts';
import { workflowRoutes } from './routes/tasks/workflows.ts';

/** Every route there is; paths are tried in this order, so the busiest come first. */
export const routes: readonly Route[] = [
  sendEvent,
  submitTask,
  inbox,
  taskEvents,
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
  ledgerImport,
  ...workflowRoutes,
  ...unitRoutes,
  coverage,
  calendarChanges,
  ...calendarRoutes,
  ...precedentRoutes,
  ...boundaryRoutes,
  bounces,
  directoryChanges,
  directoryImport,
  ...directoryRoutes,
  ...handoverRoutes,
  ...handoverSteps,
  me,
  standIns,
  ...keyRoutes,
  ...signInRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  signIns,
  readProof,
  ...healthRoutes,
  readMetrics,
  explainProblem,
  ...documentationRoutes(() => routes),
];
