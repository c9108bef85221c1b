import type { Words } from './words.ts';

/** An issue as zod hands it to a schema's own error map, before it is made final. */
interface RawIssue {
  params?: unknown;
}

/**
 * The error of a schema in both languages, as in `.refine(…, { error: said('…', '…') })`.
 * Zod keeps one text of an issue, which files of ours are told by; the pair stays beside it, for the door, which speaks to callers.
 */
export function said(zh: string, en: string): (issue: object) => string {
  const words: Words = { zh, en };
  return (issue) => {
    (issue as RawIssue).params = { words };
    return en;
  };
}

/** The same for issues that a check adds by hand. */
export function saidIssue(words: Words): {
  readonly message: string;
  readonly params: { readonly words: Words };
} {
  return { message: words.en, params: { words } };
}

/** What a schema said of an issue in both languages, where it did. */
export function wordsSaid(issue: object): Words | undefined {
  const { params } = issue as RawIssue;
  return (params as { readonly words?: Words } | undefined)?.words;
}
