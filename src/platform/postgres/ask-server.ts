import { overConnection } from './connection.ts';

/** What of a server decides whether it can be the ledger. */
export interface ServerState {
  readonly version: string;
  /** e.g. 180004. */
  readonly versionNumber: number;
  readonly encoding: string;
  /** False where something between drops what is set for a session, as poolers do. */
  readonly keepsSessions: boolean;
  readonly isStandby: boolean;
  /** What the server does where nobody says otherwise. */
  readonly synchronousCommit: string;
}

/** Asks a server over a connection of its own, made like ours are. */
export async function askServer(connectionString: string): Promise<ServerState> {
  const settings = { enable_seqscan: 'off' };
  const options = { connectionString, name: 'onedoor-start', limitMs: 5_000, settings };
  return overConnection(options, async (client) => {
    const { rows } = await client.query<ServerState>(
      `SELECT current_setting('server_version') AS version,
        current_setting('server_version_num')::int AS "versionNumber",
        current_setting('server_encoding') AS encoding,
        current_setting('enable_seqscan') = 'off' AS "keepsSessions",
        pg_is_in_recovery() AS "isStandby",
        current_setting('synchronous_commit') AS "synchronousCommit"`,
    );
    const [state] = rows;
    if (state === undefined) throw new Error('The server answered nothing.');
    return state;
  });
}
