import type { Answer, Asked, Client } from './client.ts';

/** A browser over a client without a key: it keeps the cookie, and sends what pages send. */
export function browser(client: Client, port: number) {
  let cookie: string | undefined;
  let seat: string | undefined;
  const origin = `http://127.0.0.1:${port}`;

  async function ask(method: string, path: string, { body, headers = {} }: Asked = {}): Promise<Answer> {
    const answer = await client.ask(method, path, {
      ...(body === undefined ? {} : { body }),
      headers: {
        ...(cookie === undefined ? {} : { Cookie: cookie }),
        ...(method === 'GET'
          ? {}
          : { Origin: origin, ...(seat === undefined ? {} : { 'X-Onedoor-Seat': seat }) }),
        ...headers,
      },
    });
    const set = answer.headers.get('set-cookie');
    if (set !== null) cookie = set.includes('Max-Age=0') ? undefined : set.split(';', 1)[0];
    const opened = answer.body as { readonly seat?: { readonly id: string } } | undefined;
    if (answer.status === 200 && opened?.seat !== undefined) seat = opened.seat.id;
    return answer;
  }

  let serial = 0;
  return {
    ask,
    get: (path: string, headers: Asked['headers'] = {}) => ask('GET', path, { headers }),
    post: (path: string, body?: unknown, headers: Asked['headers'] = {}) =>
      ask('POST', path, { ...(body === undefined ? {} : { body }), headers }),
    /** With an Idempotency-Key, as pages send events. */
    send: (path: string, body: unknown, headers: Asked['headers'] = {}) =>
      ask('POST', path, {
        body,
        headers: { 'Idempotency-Key': `b${process.hrtime.bigint()}-${serial++}`, ...headers },
      }),
    cookie: () => cookie,
    /** Another tab, or a thief: the same cookie. */
    take: (other: string | undefined) => {
      cookie = other;
    },
  };
}

export type Browser = ReturnType<typeof browser>;
