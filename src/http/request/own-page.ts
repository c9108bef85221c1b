import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../access/caller.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { SignInSettings } from './session-cookie.ts';

type OwnAddress = Pick<SignInSettings, 'publicUrl'>;

/** Names the seat as which a page acts; no other page can send it without asking first. */
export const SEAT_HEADER = 'x-onedoor-seat';

/**
 * Refuses a change that a session is asked for from elsewhere: by another site's page (`origin-refused`), or by a tab
 * that still shows another seat (`seat-changed`).
 */
export function expectOwnPage(request: IncomingMessage, caller: Caller, settings: OwnAddress): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  expectOwnOrigin(request, settings);
  const named = request.headers[SEAT_HEADER];
  const [seat = ''] = caller.seats;
  if (named === seat) return;
  if (named === undefined) {
    throw new Problem('origin-refused', {
      zh: `登录后的更改须带 X-Onedoor-Seat，写明以哪个岗位办理；当前是 ${seat}。`,
      en: `A change by a session names the seat that acts in X-Onedoor-Seat; here that is ${seat}.`,
    });
  }
  throw new Problem(
    'seat-changed',
    {
      zh: `本页以岗位${String(named).slice(0, 40)}打开，您已切换为${seat}。请刷新本页再办。`,
      en: `This page was opened as ${String(named).slice(0, 40)}; by now you act as ${seat}. Reload it, then act.`,
    },
    { seat },
  );
}

/** Throws `origin-refused` unless the request comes from a page of this address. */
export function expectOwnOrigin({ headers }: IncomingMessage, { publicUrl }: OwnAddress): void {
  const ours = publicUrl === undefined ? `http://${headers.host ?? ''}` : new URL(publicUrl).origin;
  const site = headers['sec-fetch-site'];
  if (headers.origin === ours && (site === undefined || site === 'same-origin')) return;
  throw new Problem('origin-refused', {
    zh: `请求不是从本系统的网页发出的（Origin 应为 ${ours}）。请从 ${ours} 打开后再办。`,
    en: `The request was not sent by a page of this system (expected Origin ${ours}). Open ${ours} and act there.`,
  });
}
