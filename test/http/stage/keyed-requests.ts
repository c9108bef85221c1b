import { expect } from '@jest/globals';
import type { Answer } from './client.ts';

/** A submission of the engine's small workflow. */
export const errand = { workflow: 'errand', input: { title: '送文件', seat: 'x' } };

export const begin = (note = 'a') => ({ type: 'begin', data: { note } });

export function eventsOf(id: string): string {
  return `/api/v1/tasks/${id}/events`;
}

export function keyed(key: string, more: Record<string, string> = {}): Record<string, string> {
  return { 'Idempotency-Key': key, ...more };
}

let serial = 0;

/** A key that no other request of this run has. */
export function freshKey(): string {
  return `key-${process.pid}-${serial++}`;
}

/** Holds a replay against the first answer: status, the headers that mean something, and every byte of the content. */
export function expectSame(first: Answer | undefined, replay: Answer): void {
  expect(replay.text).toBe(first?.text);
  expect(replay.status).toBe(first?.status);
  for (const name of ['etag', 'location', 'content-type']) {
    expect(replay.headers.get(name)).toBe(first?.headers.get(name));
  }
}
