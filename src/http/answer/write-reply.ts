import type { ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';

/** On every answer of the API: nothing of it is a page, nothing is cached, framed or guessed at. */
const HARDENING = [
  'X-Content-Type-Options',
  'nosniff',
  'Cache-Control',
  'no-store',
  'Content-Security-Policy',
  "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy',
  'no-referrer',
  'Cross-Origin-Resource-Policy',
  'same-origin',
];
const HARDENED = new Set(HARDENING.filter((_, n) => n % 2 === 0).map((name) => name.toLowerCase()));

/** Puts a reply on the wire in one write; headers that the reply sets itself win over the usual ones. */
export function writeReply(response: ServerResponse, reply: Reply, closing: boolean): void {
  if (response.headersSent || response.destroyed) return;
  const content = reply.content ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
  response.writeHead(reply.status, headersOf(reply, content, closing));
  response.end(content);
}

/** The headers of a reply in the form that Node writes; without content its length is not known yet. */
export function headersOf(
  { headers, status }: Reply,
  content: string | Uint8Array | undefined,
  closing: boolean,
): string[] {
  const all = overrides(headers) ? withoutOverridden(headers) : [...HARDENING];
  let typed = false;
  if (headers !== undefined) {
    for (const name in headers) {
      all.push(name, headers[name] ?? '');
      typed ||= name === 'Content-Type';
    }
  }
  if (content !== undefined) {
    const length = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
    if (!typed && length > 0) all.push('Content-Type', 'application/json');
    if (status !== 304 && status !== 204) all.push('Content-Length', String(length));
  }
  if (closing && headers?.['Connection'] === undefined) all.push('Connection', 'close');
  return all;
}

function overrides(headers: Reply['headers']): headers is NonNullable<Reply['headers']> {
  for (const name in headers) if (HARDENED.has(name.toLowerCase())) return true;
  return false;
}

function withoutOverridden(headers: Readonly<Record<string, string>>): string[] {
  const own = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return HARDENING.filter((_, n) => !own.has((HARDENING[n - (n % 2)] ?? '').toLowerCase()));
}
