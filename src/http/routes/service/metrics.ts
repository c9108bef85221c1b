import { otherContent } from '../../answer/reply.ts';
import { defineRoute } from '../../define-route.ts';

export const readMetrics = defineRoute({
  method: 'GET',
  path: '/metrics',
  title: { zh: '运行指标', en: 'Read the metrics' },
  tag: 'operation',
  access: 'operator',
  responses: { 200: otherContent('text/plain') },
  problems: [],
}).handledBy(async (_request, { metrics }) => ({
  status: 200,
  headers: { 'Content-Type': metrics.contentType },
  content: await metrics.metrics(),
}));
