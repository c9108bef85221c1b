import { Client, type Pool } from 'pg';
import type { Committed, Engine } from './engine.ts';
import { pause } from './reconcile.ts';

const CHANNEL = 'onedoor_news';
/** NOTIFY takes a lock of the whole server at commit, so news is gathered and told outside the hot statement. */
const GATHER_MS = 20;
/** A payload may be 8000 bytes; what does not fit becomes "anybody". */
const PAYLOAD_BYTES = 7_500;

export interface CommitNews {
  stop(): Promise<void>;
}

export interface NewsSettings {
  /** Told the seats whose queues another process changed; undefined for "anybody", e.g. after a lost connection. */
  readonly onNews: (seats: readonly string[] | undefined) => void;
  readonly onError: (error: unknown) => void;
}

/** Tells other processes whose queues this one changed, and hears the same from them. A hint, never the truth. */
export function startCommitNews(
  databaseUrl: string,
  pool: Pool,
  engine: Engine,
  settings: NewsSettings,
): CommitNews {
  const stopping = new AbortController();
  let gathering = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  const self = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`;

  function tell(): void {
    telling = undefined;
    const seats = [...gathering];
    gathering = new Set();
    const all = JSON.stringify({ self, seats });
    const payload = Buffer.byteLength(all) <= PAYLOAD_BYTES ? all : JSON.stringify({ self });
    pool
      .query({ name: 'tell-news', text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, payload] })
      .catch(settings.onError);
  }

  engine.onCommitted((committed) => {
    for (const seat of seatsOf(committed)) gathering.add(seat);
    telling ??= setTimeout(tell, GATHER_MS);
  });

  async function listenOnce(): Promise<void> {
    const client = new Client({
      connectionString: databaseUrl,
      application_name: 'onedoor-listen',
      keepAlive: true,
    });
    const ended = new Promise<void>((resolve) => {
      client.on('error', (error) => {
        settings.onError(error);
        resolve();
      });
      client.on('end', resolve);
      stopping.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    client.on('notification', ({ payload }) => {
      const news = JSON.parse(payload ?? '{}') as { self?: string; seats?: readonly string[] };
      if (news.self !== self) settings.onNews(news.seats);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // Whatever was told while nobody listened is made up for at once.
      settings.onNews(undefined);
      await ended;
    } finally {
      await client.end().catch(settings.onError);
    }
  }

  const running = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await listenOnce();
      } catch (error) {
        settings.onError(error);
      }
      await pause(1_000, stopping.signal);
    }
  })();

  return {
    async stop() {
      clearTimeout(telling);
      stopping.abort();
      await running;
    },
  };
}

/** The seats whose queues a commit changed. */
export function seatsOf({ before, after }: Committed): readonly string[] {
  const seats = [before?.facets.owner, before?.facets.attention, after.facets.owner, after.facets.attention];
  return [...new Set(seats.filter((seat) => typeof seat === 'string'))];
}
