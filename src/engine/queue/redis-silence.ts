import type { Socket } from 'node:net';
import { Redis } from 'ioredis';

/** What of a connection its watch over silence touches; private to ioredis. */
interface Watched {
  readonly options: { readonly socketTimeout?: number };
  readonly stream: Socket;
  readonly commandQueue: { readonly length: number };
  socketTimeoutTimer: NodeJS.Timeout | undefined;
  setSocketTimeout(): void;
}

/**
 * Mends `socketTimeout` of ioredis (seen in 5.11.1) for every connection, those that BullMQ and clusters make too. Its
 * timer outlives the socket it was set for: it then breaks the next one, and keeps the process from ending.
 */
export function mendSocketTimeout(): void {
  (Redis.prototype as unknown as Watched).setSocketTimeout = watchSilence;
}

function watchSilence(this: Watched): void {
  const { stream } = this;
  const { socketTimeout } = this.options;
  const settle = (): void => {
    clearTimeout(timer);
    stream.off('data', hear);
    stream.off('close', settle);
    this.socketTimeoutTimer = undefined;
  };
  // Called after the reply was taken from the queue: what is left in it still waits.
  const hear = (): void => {
    settle();
    if (this.commandQueue.length > 0) this.setSocketTimeout();
  };
  const timer = setTimeout(() => {
    settle();
    stream.destroy(new Error(`Redis has not answered for ${socketTimeout} ms; the connection is made anew.`));
  }, socketTimeout);
  this.socketTimeoutTimer = timer;
  stream.once('data', hear);
  stream.once('close', settle);
}
