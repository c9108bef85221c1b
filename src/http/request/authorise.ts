import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.ts';
import { type Role, roles } from '../../access/role.ts';
import { rolesOf } from '../../access/roles-of.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { Language } from '../../platform/wording/words.ts';
import type { RouteAccess } from '../define-route.ts';
import type { DoorDeps } from '../door-deps.ts';

/** Lets a caller through to a route, or throws `unauthenticated` or `not-permitted`. Rights to a task come later. */
export function authorise(access: Exclude<RouteAccess, 'public'>, caller: Caller | undefined): void {
  if (caller === undefined) {
    throw new Problem('unauthenticated', {
      zh: '请登录，或在 Authorization: Bearer 中给出有效的密钥。登录与密钥归任职人本人，随其离岗、岗位撤销、到期或撤销而失效；如需新密钥，请向系统管理员申领。',
      en: 'Sign in, or send a valid key as a bearer credential. Both are of the person in a seat and end when they leave it, when the seat or unit ends, when they expire or are revoked; ask an administrator for a new one.',
    });
  }
  if (access === 'principal') return;
  const permitted =
    access === 'operator'
      ? caller.role === 'admin' || caller.scopes.includes('metrics:read')
      : rolesOf(caller).some((role) => access.includes(role));
  if (permitted) return;
  const permittedRoles: readonly Role[] = access === 'operator' ? ['admin'] : access;
  throw new Problem('not-permitted', {
    zh: `此处可由${named(permittedRoles, 'zh').join('、')}办理；您是${roles[caller.role].zh}。`,
    en: `This is for: ${named(permittedRoles, 'en').join(', ')}; you are: ${roles[caller.role].en}.`,
  });
}

/** True where a route for operators needs no key: asked from this machine, and the settings allow that. */
export function isTrustedLoopback({ socket }: IncomingMessage, { settings }: DoorDeps): boolean {
  const { remoteAddress = '' } = socket;
  return (
    settings.metricsFromLoopback && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(remoteAddress)
  );
}

function named(open: readonly Role[], language: Language): readonly string[] {
  return open.map((role) => roles[role][language]);
}
