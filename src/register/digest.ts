import { createHash } from 'node:crypto';

/** Names exactly this content in records; it goes by the order of its keys. */
export function digestOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
}
