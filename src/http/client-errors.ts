import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { codeOf } from '../platform/error-code.ts';
import { Problem, type ProblemCode } from '../platform/wording/problem.ts';
import { asWritten, problemReply } from './answer/problem-reply.ts';
import { traceIdOf } from './request/request-headers.ts';

const REASONS: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Answers what never became a request (not HTTP, headers too large, too slow) with a problem, then hangs up. */
export function answerClientErrors(server: Server): void {
  server.on('clientError', (error: Error, socket: Socket) => {
    if (codeOf(error) === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const problem = new Problem(REASONS[codeOf(error) ?? ''] ?? 'request-malformed', {
      zh: '请求无法读取，请检查请求行、请求头及其长度。',
      en: 'The request could not be read; check its first line, its headers and their length.',
    });
    const reply = problemReply(
      problem,
      { language: 'zh', instance: '/', traceId: traceIdOf(undefined) },
      asWritten,
    );
    const content = String(reply.content);
    const head = [
      `HTTP/1.1 ${reply.status} Refused`,
      ...Object.entries(reply.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
      'Cache-Control: no-store',
      'Connection: close',
      `Content-Length: ${Buffer.byteLength(content)}`,
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${content}`);
  });
}
