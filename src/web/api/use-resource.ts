import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { call, Refusal } from './call.ts';

/** What a page reads, and how far it has come. */
export interface Resource<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  /** There is something newer than what is shown. */
  readonly newer: boolean;
  /** Reads it now. */
  readonly reload: () => void;
}

/**
 * Reads from the API. With `live`, it waits for something newer while the page is looked at; it shows that by itself
 * unless `hold` says that somebody is in the middle of something. With `as`, it is read again when that number changes.
 */
export function useResource<T>(
  path: string | undefined,
  {
    live = false,
    hold = false,
    as,
  }: { readonly live?: boolean; readonly hold?: boolean; readonly as?: number | undefined } = {},
): Resource<T> {
  const [shown, show] = useState<{ readonly path: string; readonly data: T } | undefined>();
  const [error, fail] = useState<unknown>();
  const [newer, setNewer] = useState(false);
  const [round, setRound] = useState(0);
  const held = useRef(hold);
  held.current = hold;

  useEffect(() => {
    if (path === undefined) return undefined;
    const ended = new AbortController();
    const follow = async () => {
      let { body, etag } = await call<T>('GET', path, { signal: ended.signal });
      show({ path, data: body });
      fail(undefined);
      setNewer(false);
      if (!live) return;
      while (etag !== null && !ended.signal.aborted) {
        await looked(ended.signal);
        const next = await call<T>('GET', path, { unlike: etag, signal: ended.signal });
        if (next.status === 304) continue;
        if (held.current) {
          setNewer(true);
          return;
        }
        ({ body, etag } = next);
        show({ path, data: body });
      }
    };
    follow().catch((problem: unknown) => {
      if (ended.signal.aborted) return;
      if (problem instanceof Refusal && problem.status === 429) return;
      fail(problem);
    });
    return () => ended.abort();
  }, [path, live, round, as]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { data: shown?.path === path ? shown?.data : undefined, error, newer, reload };
}

/** Resolves while the page is looked at: tabs in the background ask nothing. */
function looked(signal: AbortSignal): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.visibilityState !== 'visible' && !signal.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
  });
}
