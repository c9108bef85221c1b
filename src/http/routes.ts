import type { Route } from './define-route.ts';
import { healthRoutes } from './routes/health.ts';
import { readMetrics } from './routes/metrics.ts';
import { explainProblem } from './routes/problems.ts';
import { readTask } from './routes/read-task.ts';
import { sendEvent } from './routes/send-event.ts';
import { submitTask } from './routes/submit-task.ts';
import { unitRoutes } from './routes/units.ts';
import { workflowRoutes } from './routes/workflows.ts';

/** Every route there is; paths are tried in this order, so the busiest come first. */
export const routes: readonly Route[] = [
  sendEvent,
  submitTask,
  readTask,
  ...workflowRoutes,
  ...unitRoutes,
  ...healthRoutes,
  readMetrics,
  explainProblem,
];
