import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Contract } from './contract.ts';

export interface ValidatingProxy {
  readonly url: string;
  /** What the document does not say of the exchanges so far. */
  readonly findings: readonly string[];
  /** Requests that went through: method, path without ids, status. */
  readonly seen: ReadonlySet<string>;
  close(): Promise<void>;
}

/** A proxy before a door that holds each exchange against the OpenAPI document, as prism and its like do. */
export async function openValidatingProxy(port: number, contract: Contract): Promise<ValidatingProxy> {
  const findings: string[] = [];
  const seen = new Set<string>();
  const server = createServer((request, response) => {
    pass(request, port, contract)
      .then(({ answer, content, fault, what }) => {
        if (fault !== undefined) findings.push(fault);
        seen.add(what);
        const headers = [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name));
        response.writeHead(answer.status, Object.fromEntries(headers));
        response.end(content);
      })
      .catch((error: unknown) => {
        // The client left while it waited.
        findings.push(...(response.destroyed ? [] : [String(error)]));
        response.destroy();
      });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    findings,
    seen,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-encoding',
  'content-length',
]);

async function pass(request: IncomingMessage, port: number, contract: Contract) {
  const { method = 'GET', url: path = '/' } = request;
  const content = await text(request);
  const sent = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!HOP_BY_HOP.has(name) && name !== 'host') sent.set(name, String(value));
  }
  const init = { method, headers: sent, ...(content === '' ? {} : { body: content }) };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, init);
  const answered = await answer.text();
  const { status, headers } = answer;
  let fault: string | undefined;
  try {
    contract.expect({ method, path, sent, content, status, headers, text: answered });
  } catch (error) {
    fault = String(error);
  }
  const pattern = path.replace(/\?.*/, '').replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '{id}');
  return { answer, content: answered, fault, what: `${method} ${pattern} ${status}` };
}
