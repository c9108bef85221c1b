/** Longest wait that is granted: proxies and phones give up on a connection that is silent for much longer. */
export const MOST_WAIT_SECONDS = 30;

/** The seconds of `Prefer: wait=N` (RFC 7240) as they are granted; undefined where no wait is asked for. */
export function waitSecondsOf(prefer: string | undefined): number | undefined {
  for (const preference of prefer?.split(',') ?? []) {
    const seconds = /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;|$)/i.exec(preference)?.[1];
    if (seconds !== undefined) return Math.min(MOST_WAIT_SECONDS, Number(seconds));
  }
  return undefined;
}
