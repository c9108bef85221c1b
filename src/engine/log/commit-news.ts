import type { Pool } from 'pg';
import { z } from 'zod';
import { pause } from '../../platform/pause.ts';
import { endConnection, makeConnection } from '../../platform/postgres/connection.ts';
import type { Engine } from '../engine.ts';
import { ANNOUNCE_EVERY_MS, createAudience } from './audience.ts';
import { topicsOf } from './news-topics.ts';

const CHANNEL = 'onedoor_news';
/** NOTIFY takes a lock of the whole server at commit, so news is gathered and told outside the hot statement. */
const GATHER_MS = 20;
/** A payload may be 8000 bytes; what does not fit becomes "anybody". */
const PAYLOAD_BYTES = 7_500;
const BEAT_EVERY_MS = 3_000;
const BEAT_LIMIT_MS = 5_000;

export interface CommitNews {
  stop(): Promise<void>;
}

export interface NewsSettings {
  /**
   * Told what another process changed (`topicsOf`); undefined for "anything", e.g. after a lost connection. Absent where
   * nobody waits for news.
   */
  readonly onNews?: ((topics: readonly string[] | undefined) => void) | undefined;
  readonly onError: (error: unknown) => void;
  /** Other channels to listen on, and what to do on news there; done as well after a lost connection, just in case. */
  readonly channels?: Readonly<Record<string, () => void>>;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** What processes say to each other; every message tells that its sender is there. */
const message = z.object({
  self: z.string(),
  /** Whether anybody at the sender's waits for news. */
  listens: z.boolean(),
  /** A process that hears it says that it is there too. */
  ask: z.literal(true).optional(),
  /** Without topics: anything may have changed. */
  news: z.object({ topics: z.array(z.string()).optional() }).optional(),
});
type Message = z.output<typeof message>;

/**
 * Tells other processes which queues and tasks this one changed, and hears the same from them. A hint, never the truth.
 * Where no other process listens, nothing is told: to tell it costs as much as twenty steps, and most run alone.
 */
export function startCommitNews(
  databaseUrl: string,
  pool: Pool,
  engine: Engine,
  settings: NewsSettings,
): CommitNews {
  const stopping = new AbortController();
  const audience = createAudience();
  const { now = () => performance.now() } = settings;
  let gathering = new Set<string>();
  let telling: NodeJS.Timeout | undefined;
  const me = {
    self: `${process.pid}-${Math.random().toString(36).slice(2, 10)}`,
    listens: settings.onNews !== undefined,
  };

  function say(what: Pick<Message, 'ask' | 'news'>): void {
    const said = JSON.stringify({ ...me, ...what });
    const payload = Buffer.byteLength(said) <= PAYLOAD_BYTES ? said : JSON.stringify({ ...me, news: {} });
    pool
      .query({ name: 'tell-news', text: 'SELECT pg_notify($1, $2)', values: [CHANNEL, payload] })
      .catch(settings.onError);
  }

  function tell(): void {
    telling = undefined;
    const topics = [...gathering];
    gathering = new Set();
    say({ news: { topics } });
  }

  engine.onCommitted((committed) => {
    if (!audience.mayListen(now())) return;
    for (const topic of topicsOf(committed)) gathering.add(topic);
    telling ??= setTimeout(tell, GATHER_MS);
  });

  function hear(payload: string | undefined): void {
    const heard = message.safeParse(jsonIn(payload));
    if (!heard.success) {
      // Of another version, or said by hand: it may mean anything.
      settings.onNews?.(undefined);
      return;
    }
    const { self, listens, ask, news } = heard.data;
    if (self === me.self) return;
    const isNew = audience.heard(self, listens, now());
    if (ask === true) say({});
    // What it did before it knew of us it may have told nobody.
    if (isNew) settings.onNews?.(undefined);
    else if (news !== undefined) settings.onNews?.(news.topics);
  }

  async function listenOnce(): Promise<void> {
    const client = makeConnection({
      connectionString: databaseUrl,
      name: 'onedoor-listen',
      limitMs: BEAT_LIMIT_MS,
    });
    const gone = new AbortController();
    client.on('error', (error) => {
      settings.onError(error);
      gone.abort();
    });
    client.on('end', () => gone.abort());
    stopping.signal.addEventListener('abort', () => gone.abort(), { signal: gone.signal });
    const channels = Object.entries(settings.channels ?? {});
    client.on('notification', ({ channel, payload }) => {
      settings.channels?.[channel]?.();
      if (channel === CHANNEL) hear(payload);
    });
    try {
      await client.connect();
      for (const channel of [CHANNEL, ...channels.map(([name]) => name)]) {
        await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
      }
      say({ ask: true });
      audience.asked(now());
      // Whatever was told while nobody listened is made up for at once.
      settings.onNews?.(undefined);
      for (const [, onNews] of channels) onNews();
      // A process that only listens never notices that all others fell silent.
      while (!gone.signal.aborted) {
        await pause(BEAT_EVERY_MS, gone.signal);
        if (!gone.signal.aborted) await client.query('SELECT 1');
      }
    } finally {
      audience.deaf();
      await endConnection(client);
    }
  }

  const announcing = setInterval(() => {
    say({});
  }, ANNOUNCE_EVERY_MS);
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
      clearInterval(announcing);
      clearTimeout(telling);
      stopping.abort();
      await running;
    },
  };
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
