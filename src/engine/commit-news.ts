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
  /** Told what another process changed (`topicsOf`); undefined for "anything", e.g. after a lost connection. */
  readonly onNews: (topics: readonly string[] | undefined) => void;
  readonly onError: (error: unknown) => void;
  /** Other channels to listen on, and what to do on news there; done as well after a lost connection, just in case. */
  readonly channels?: Readonly<Record<string, () => void>>;
}

/** Tells other processes which queues and tasks this one changed, and hears the same from them. A hint, never the truth. */
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
    const topics = [...gathering];
    gathering = new Set();
    const all = JSON.stringify({ self, topics });
    const payload = Buffer.byteLength(all) <= PAYLOAD_BYTES ? all : JSON.stringify({ self });
    pool
      .query({ name: 'tell-news', text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, payload] })
      .catch(settings.onError);
  }

  engine.onCommitted((committed) => {
    for (const topic of topicsOf(committed)) gathering.add(topic);
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
    const channels = Object.entries(settings.channels ?? {});
    client.on('notification', ({ channel, payload }) => {
      settings.channels?.[channel]?.();
      if (channel !== CHANNEL) return;
      const news = JSON.parse(payload ?? '{}') as { self?: string; topics?: readonly string[] };
      if (news.self !== self) settings.onNews(news.topics);
    });
    try {
      await client.connect();
      for (const channel of [CHANNEL, ...channels.map(([name]) => name)]) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      }
      // Whatever was told while nobody listened is made up for at once.
      settings.onNews(undefined);
      for (const [, onNews] of channels) onNews();
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

/** Under which name those listen who wait for one task. */
export function taskTopic(taskId: string): string {
  return `task:${taskId}`;
}

/** What a commit is news for: the seats whose queues it changed, and the task itself. */
export function topicsOf({ before, after }: Committed): readonly string[] {
  const seats = [before?.facets.owner, before?.facets.attention, after.facets.owner, after.facets.attention];
  return [...new Set(seats.filter((seat) => typeof seat === 'string')), taskTopic(after.id)];
}
