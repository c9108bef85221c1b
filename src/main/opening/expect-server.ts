import { codeOf } from '../../platform/error-code.ts';
import { askServer, type ServerState } from '../../platform/postgres/ask-server.ts';
import { redactUrl } from '../../platform/process/redact.ts';

/** PostgreSQL 14 is the oldest that gets fixes. */
const OLDEST_VERSION = 140_000;

/** Throws one line that names server, setting and remedy where a database cannot be the ledger; changes nothing. */
export async function expectServer(databaseUrl: string): Promise<ServerState> {
  const state = await askServer(databaseUrl).catch((error: unknown) => {
    throw new Error(whyUnreachable(error, databaseUrl), { cause: error });
  });
  const why = whyUnfit(state);
  if (why !== undefined) throw new Error(why);
  return state;
}

/** Why a server that answers cannot be the ledger; undefined where it can. */
export function whyUnfit(state: ServerState): string | undefined {
  const { versionNumber, version, encoding, keepsSessions, isStandby } = state;
  if (!keepsSessions) return POOLER;
  if (versionNumber < OLDEST_VERSION)
    return `PostgreSQL ${version} 过旧，至少需要 14。 PostgreSQL ${version} is too old: 14 or later is needed.`;
  if (encoding !== 'UTF8')
    return (
      `数据库编码为 ${encoding}，须为 UTF8。 The database's encoding is ${encoding}, expected UTF8: ` +
      `CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0, and name it in DATABASE_URL.`
    );
  if (isStandby)
    return '数据库是只读的备库，请在 DATABASE_URL 中指向主库。 The database is a standby, which takes no writes: point DATABASE_URL at the primary.';
  return undefined;
}

const POOLER =
  'DATABASE_URL 指向的是连接池（如 PgBouncer），它丢弃会话设置，本系统不能经其连接；请直连 PostgreSQL，每个进程只占约 20 个连接。 ' +
  'DATABASE_URL leads to a pooler (PgBouncer or the like), which drops session settings: connect to PostgreSQL itself; each process keeps about 20 connections.';

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: '那里没有服务 nobody listens there',
  ENOTFOUND: '没有这个主机名 no such host',
  EAI_AGAIN: '主机名解析失败 the name cannot be resolved',
  ENOENT: '没有这个套接字 no such socket',
  ETIMEDOUT: '没有答复 no answer',
  ECONNRESET: '连接被断开 the connection was cut',
  EHOSTUNREACH: '网络不通 no route to it',
  '28P01': '用户名或密码不对 user or password is wrong',
  '28000': '不许这样登录 this login is not allowed (pg_hba.conf)',
  '3D000': '没有这个数据库 no such database',
  '42501': '权限不足 the user lacks a right',
  '53300': '连接数已满 too many connections',
};

/** The URL may name a certificate file that is not there. A missing socket is another error, which has an address. */
function missingFile(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('path' in error) || !('syscall' in error))
    return undefined;
  return error.syscall === 'open' ? `没有文件 no such file: ${String(error.path)}` : undefined;
}

/** What kept the first connection from being made, in one line. */
function whyUnreachable(error: unknown, databaseUrl: string): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/startup parameter/.test(said)) return POOLER;
  if (/timeout/i.test(said)) return unusable(databaseUrl, '没有答复 no answer');
  const reason = missingFile(error) ?? REASONS[codeOf(error) ?? ''] ?? said.split('\n', 1)[0];
  return unusable(databaseUrl, reason ?? '');
}

function unusable(databaseUrl: string, reason: string): string {
  return `PostgreSQL（DATABASE_URL=${redactUrl(databaseUrl)}）不可用：${reason}。 PostgreSQL cannot be used: see DATABASE_URL and the server.`;
}
