import { z } from 'zod';
import { defineRoute, type Route } from '../../define-route.ts';
import type { ReadinessCheck } from '../../door-deps.ts';

const CHECK_LIMIT_MS = 2_000;

const health = z.strictObject({
  status: z.enum(['ok', 'failed']),
  /** By name; what exactly failed stands in the log, not here. */
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

const livez = defineRoute({
  method: 'GET',
  path: '/livez',
  title: { zh: '进程存活', en: 'The process is alive' },
  tag: 'operation',
  access: 'public',
  responses: { 200: health },
  problems: [],
}).handledBy(() => ({ status: 200, body: { status: 'ok', checks: {} } }));

const readyz = defineRoute({
  method: 'GET',
  path: '/readyz',
  title: { zh: '可以受理请求', en: 'Requests can be taken' },
  tag: 'operation',
  access: 'public',
  responses: { 200: health, 503: health },
  problems: [],
}).handledBy(async (_request, { readiness, log }) => {
  const results = await Promise.all(
    Object.entries(readiness).map(async ([name, check]) => {
      try {
        await within(CHECK_LIMIT_MS, check);
        return [name, 'ok'] as const;
      } catch (error) {
        log.warn({ check: name, error }, 'A readiness check failed.');
        return [name, 'failed'] as const;
      }
    }),
  );
  const failed = results.some(([, result]) => result === 'failed');
  const checks = Object.fromEntries(results);
  return failed
    ? { status: 503, body: { status: 'failed', checks } }
    : { status: 200, body: { status: 'ok', checks } };
});

async function within(limitMs: number, check: ReadinessCheck): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`No answer within ${limitMs} ms.`));
    }, limitMs);
  });
  try {
    await Promise.race([(async () => check())(), late]);
  } finally {
    clearTimeout(timer);
  }
}

export const healthRoutes: readonly Route[] = [livez, readyz];
