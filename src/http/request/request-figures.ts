import { Histogram, type Registry } from 'prom-client';
import type { Route } from '../define-route.ts';

/** Notes how a request went: from its first handler to its reply, in milliseconds. */
export type NoteRequest = (route: Route, status: number, ms: number) => void;

const NAME = 'onedoor_http_request_seconds';

/** Counts and times requests by route and status; a path is never a label, only its template. */
export function requestFigures(registry: Registry): NoteRequest {
  const known = registry.getSingleMetric(NAME) as Histogram | undefined;
  const histogram =
    known ??
    new Histogram({
      name: NAME,
      help: 'Time from a request to its reply; long polls include their wait.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
      registers: [registry],
    });
  return ({ method, path }, status, ms) => {
    histogram.observe({ method, route: path, status }, ms / 1_000);
  };
}
