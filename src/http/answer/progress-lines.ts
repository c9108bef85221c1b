import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from './reply.ts';
import { headersOf } from './write-reply.ts';

/** How an answer is asked for that tells its progress: one JSON document a line. */
export const PROGRESS_LINES = 'application/x-ndjson';

/** An answer that is written line by line while the work goes on. */
export interface ProgressLines {
  /** Tells how far the work has come. */
  tell(progress: unknown): void;
  /** Writes what came of it as the last line; false where nothing was told and it is to be answered as usual. */
  end(reply: Reply): boolean;
}

/** Lines for a client that asked for them; undefined for every other one. */
export function progressLines(
  request: IncomingMessage,
  response: ServerResponse,
  onTold: () => void,
): ProgressLines | undefined {
  if (request.headers.accept?.toLowerCase().includes(PROGRESS_LINES) !== true) return undefined;
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    // How long it will be is not known; the status that counts is in the last line.
    response.writeHead(
      200,
      headersOf({ status: 200, headers: { 'Content-Type': PROGRESS_LINES } }, undefined, false),
    );
  };
  const write = (line: unknown) => void response.write(`${JSON.stringify(line)}\n`);
  return {
    tell(progress) {
      if (response.destroyed) return;
      begin();
      write({ progress });
      onTold();
    },
    end(reply) {
      if (!begun && reply.status >= 400) return false;
      begin();
      const said: unknown = reply.body ?? JSON.parse(String(reply.content ?? 'null'));
      write(
        reply.status < 400 ? { status: reply.status, result: said } : { status: reply.status, problem: said },
      );
      response.end();
      return true;
    },
  };
}
