import type { Caller } from '../../access/caller.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { DoorDeps } from '../door-deps.ts';

/** Who waits is asked again for their key before they are told anything: it may have ended meanwhile. */
export async function stillLetIn(
  { access }: Pick<DoorDeps, 'access'>,
  authorization: string | undefined,
): Promise<Caller> {
  const caller = await access.authenticate(authorization);
  if (caller !== undefined) return caller;
  throw new Problem('unauthenticated', {
    zh: '等待期间您的密钥已失效：密钥已撤销或到期，或您已不任该岗。如仍需办理，请向管理员申领新密钥。',
    en: 'Your key ended while you waited: it was revoked or expired, or you no longer hold the seat. Ask an administrator for a new one.',
  });
}
