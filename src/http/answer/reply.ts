import { z } from 'zod';

/** A response without content, e.g. 304. */
export const noContent = z.undefined().meta({ mediaType: null });

/** A documented response that is not JSON; the handler gives it as `content`. */
export function otherContent(mediaType: string) {
  return z.undefined().meta({ mediaType });
}

export type Responses = Readonly<Record<number, z.ZodType>>;

/** What a handler returns; one writer puts it on the wire. */
export interface Reply<Status extends number = number, Body = unknown> {
  readonly status: Status;
  readonly headers?: Readonly<Record<string, string>>;
  /** Content to be written as JSON. */
  readonly body?: Body;
  /** Content that is written already, instead of `body`; JSON unless `headers` has a Content-Type. */
  readonly content?: string | Uint8Array;
}

/** The replies that a route declared. */
export type ReplyOf<R extends Responses> = {
  [Status in keyof R & number]: Reply<Status, z.input<R[Status]>>;
}[keyof R & number];
