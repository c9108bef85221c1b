import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.ts';
import type { Origin } from '../../access/store/accounts/sign-in-log.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { DoorDeps } from '../door-deps.ts';
import { expectOwnPage } from './own-page.ts';
import { sessionTokenOf } from './session-cookie.ts';

type Asking = Pick<DoorDeps, 'access' | 'settings'>;

/**
 * Who sends a request, by a key or by the cookie of a session; undefined where nobody. Throws `header-invalid` where it
 * shows both, and what `expectOwnPage` throws where a session is asked to change something.
 */
export function identify(
  request: IncomingMessage,
  { access, settings }: Asking,
): Caller | undefined | Promise<Caller | undefined> {
  const { authorization, cookie } = request.headers;
  const session = cookie === undefined ? undefined : sessionTokenOf(cookie, settings.signIn);
  if (session === undefined) return access.identify({ authorization });
  if (authorization !== undefined) {
    throw new Problem(
      'header-invalid',
      {
        zh: '请求同时带有 Authorization 与登录 Cookie，请只用一种。',
        en: 'The request has both a bearer key and the cookie of a session: send one of them.',
      },
      { header: 'authorization' },
    );
  }
  return identifySession(request, session, { access, settings });
}

async function identifySession(
  request: IncomingMessage,
  session: string,
  { access, settings }: Asking,
): Promise<Caller | undefined> {
  const caller = await access.identify({ session, extending: isByThePerson(request) });
  if (caller !== undefined) expectOwnPage(request, caller, settings.signIn);
  return caller;
}

/** A page that waits for news or looks by itself keeps nobody signed in. */
function isByThePerson({ headers }: IncomingMessage): boolean {
  return headers['prefer'] === undefined && headers['x-onedoor-background'] === undefined;
}

/** Who waits is identified again before they are told anything: their key or session may have ended meanwhile. */
export async function stillLetIn(request: IncomingMessage, deps: Asking): Promise<Caller> {
  const caller = await identify(request, deps);
  if (caller !== undefined) return caller;
  throw new Problem('unauthenticated', {
    zh: '等待期间您的密钥或登录已失效：已撤销、退出或到期，或您已不任该岗。如仍需办理，请重新登录，或向管理员申领新密钥。',
    en: 'Your key or session ended while you waited: it was revoked, signed out or expired, or you no longer hold the seat. Sign in again, or ask an administrator for a new key.',
  });
}

/** Where a request came from. An address that a proxy names is not believed: anybody can name one. */
export function originOf({ socket, headers }: IncomingMessage): Origin {
  return {
    address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    agent: headers['user-agent'] ?? '',
  };
}
