export type RedisTarget =
  | { readonly kind: 'single'; readonly url: string }
  | {
      readonly kind: 'sentinel';
      readonly nodes: readonly RedisNode[];
      readonly name: string;
      readonly auth: RedisAuth;
    }
  | { readonly kind: 'cluster'; readonly nodes: readonly RedisNode[]; readonly auth: RedisAuth };

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

export interface RedisAuth {
  readonly username?: string;
  readonly password?: string;
}

const EXPECTED =
  'expected redis://host:port, rediss://host:port, sentinel://[user:pass@]host:port,…/master-name or cluster://[user:pass@]host:port,…';

/**
 * Reads `redis://`, `rediss://`, `sentinel://[user:pass@]host:port,host:port/master` or
 * `cluster://[user:pass@]host:port,host:port`. Throws an error that shows the URL without its password.
 */
export function parseRedisUrl(text: string): RedisTarget {
  const refuse = (why: string): never => {
    throw new Error(`REDIS_URL "${text.replace(/\/\/.*@/, '//…@')}": ${why}.`);
  };
  if (/^rediss?:\/\//.test(text))
    return URL.canParse(text) ? { kind: 'single', url: text } : refuse(EXPECTED);
  const match = /^(sentinel|cluster):\/\/(?:([^@/]*)@)?([^@/]+)(?:\/([^@]*))?$/.exec(text);
  const [, kind, login, hosts, path = ''] = match ?? [];
  if (hosts === undefined) return refuse(EXPECTED);
  const nodes = hosts
    .split(',')
    .map(
      (node) => nodeOf(node, kind === 'sentinel' ? 26_379 : 6_379) ?? refuse(`node "${node}", ${EXPECTED}`),
    );
  const auth = authOf(login) ?? refuse('user and password must be percent-encoded');
  if (kind === 'sentinel') {
    return path === '' ? refuse('expected /master-name at the end') : { kind, nodes, name: path, auth };
  }
  return path === '' ? { kind: 'cluster', nodes, auth } : refuse('a cluster has no name and no databases');
}

/** Where a target is, without its password, for people. */
export function tellTarget(target: RedisTarget): string {
  if (target.kind === 'single') return target.url.replace(/\/\/.*@/, '//…@');
  return `${target.kind} ${target.nodes.map(({ host, port }) => `${host}:${port}`).join(', ')}`;
}

function nodeOf(text: string, defaultPort: number): RedisNode | undefined {
  const match = /^(\[[0-9a-fA-F:.]+\]|[^:[\]\s]+)(?::(\d{1,5}))?$/.exec(text);
  const [, host, digits] = match ?? [];
  const port = digits === undefined ? defaultPort : Number(digits);
  if (host === undefined || port < 1 || port > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, ''), port };
}

/** `user:pass`, `:pass` or `pass`; a password may hold colons. */
function authOf(login: string | undefined): RedisAuth | undefined {
  if (login === undefined || login === '') return {};
  const colon = login.indexOf(':');
  try {
    const username = decodeURIComponent(login.slice(0, Math.max(0, colon)));
    const password = decodeURIComponent(login.slice(colon + 1));
    return username === '' ? { password } : { username, password };
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
