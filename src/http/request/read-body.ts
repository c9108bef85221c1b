import type { IncomingMessage } from 'node:http';
import { Problem } from '../../platform/wording/problem.ts';

/** What is read and thrown away beyond the limit, so that a client that is a little over it can still read the answer. */
const LINGER_BYTES = 1_048_576;

/** Reads the whole body. Throws `body-too-large`, or `request-malformed` where the client went away. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      reject(
        new Problem(
          'body-too-large',
          {
            zh: `请求体超过 ${maxBytes} 字节，请分次发送。`,
            en: `The body is larger than ${maxBytes} bytes; send less at once.`,
          },
          {
            maxBytes,
          },
        ),
      );
    };
    if (Number(request.headers['content-length'] ?? 0) > maxBytes + LINGER_BYTES) {
      tooLarge();
      return;
    }
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else if (size > maxBytes + LINGER_BYTES) tooLarge();
    });
    request.on('end', () => {
      const [first] = chunks;
      if (size > maxBytes) tooLarge();
      else resolve(chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks));
    });
    request.on('error', () => {
      reject(
        new Problem('request-malformed', {
          zh: '请求体尚未收完，连接已断开，请重新发送。',
          en: 'The connection ended before the whole body had come; send it again.',
        }),
      );
    });
  });
}
