import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import express, { type Express } from 'express';
import { bornServer } from '../../../src/http/born-server.ts';

setFlagsFromString('--allow-natives-syntax');
/** What V8 says of an object: with fast properties, or a dictionary. */
const isFast = runInNewContext('(object) => %HasFastProperties(object)') as (object: object) => boolean;

/** Slack tracking of a constructor ends with its seventh object. */
const REQUESTS = 10;

async function seenBy(app: Express): Promise<{ fast: boolean; prototypes: boolean }[]> {
  const seen: { fast: boolean; prototypes: boolean }[] = [];
  app.use((req, res) => {
    const prototypes =
      Object.getPrototypeOf(req) === app.request && Object.getPrototypeOf(res) === app.response;
    seen.push({ fast: isFast(req) && isFast(res), prototypes });
    res.end();
  });
  const server = bornServer(app, {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (let n = 0; n < REQUESTS; n++) {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ port, host: '127.0.0.1', agent: false }, resolve).on('error', reject).end();
    });
    answer.resume();
  }
  await new Promise((resolve) => server.close(resolve));
  return seen;
}

describe('requests and responses', () => {
  it('are born with the prototypes of the application, and stay objects that the engine knows the shape of', async () => {
    const all = Array.from({ length: REQUESTS }, () => ({ fast: true, prototypes: true }));
    expect(await seenBy(express())).toEqual(all);
  });
});
