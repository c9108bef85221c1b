import type { IncomingMessage } from 'node:http';
import type { Caller } from '../access/caller.ts';
import { Problem } from '../platform/problem.ts';
import type { RouteAccess } from './define-route.ts';
import type { DoorDeps } from './door-deps.ts';

/** Lets a caller through to a route, or throws `unauthenticated` or `not-permitted`. Rights to a task come later. */
export function authorise(access: Exclude<RouteAccess, 'public'>, caller: Caller | undefined): void {
  if (caller === undefined) {
    throw new Problem(
      'unauthenticated',
      '请在 Authorization: Bearer 中给出有效的密钥 (expected a valid key as a bearer credential).',
    );
  }
  if (access === 'principal') return;
  const permitted =
    access === 'operator'
      ? caller.role === 'admin' || caller.scopes.includes('metrics:read')
      : access.includes(caller.role);
  if (permitted) return;
  throw new Problem(
    'not-permitted',
    `此处不向“${caller.role}”开放；可办理的角色：${access === 'operator' ? 'admin' : access.join(', ')} (not open to this role).`,
  );
}

/** True where a route for operators needs no key: asked from this machine, and the settings allow that. */
export function isTrustedLoopback({ socket }: IncomingMessage, { settings }: DoorDeps): boolean {
  const { remoteAddress = '' } = socket;
  return (
    settings.metricsFromLoopback && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(remoteAddress)
  );
}
