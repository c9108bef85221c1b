import type { Route } from './define-route.ts';
import { healthRoutes } from './routes/health.ts';

/** Every route there is; paths are tried in this order, so the busiest come first. */
export const routes: readonly Route[] = [...healthRoutes];
