import type { Title } from '../../engine/definition/define.ts';
import type { ProblemCode } from '../../platform/wording/problem.ts';

/** The headers that an answer may carry for its reader, as the OpenAPI document describes them. */
export const ANSWER_HEADERS = {
  ETag: {
    zh: '所答内容的版本，用于 If-Match 与 If-None-Match',
    en: 'Of what is answered, for If-Match and If-None-Match',
  },
  Location: { zh: '所建立者的地址', en: 'Where what was made is' },
  Link: { zh: 'rel="next"：下一页', en: 'rel="next": the page after this one' },
  'Preference-Applied': { zh: '准予等待的秒数', en: 'For how many seconds the wait was granted' },
  'Content-Disposition': { zh: '文件名', en: 'The name of the file' },
  'Content-Language': { zh: '答复所用语言', en: 'The language of the answer' },
  'Idempotency-Replayed': {
    zh: 'true：同一 Idempotency-Key 此前的答复',
    en: 'true where the key was used before and this is the answer that it got then',
  },
  'Set-Cookie': { zh: '登录凭证', en: 'The credential of a session' },
  'Clear-Site-Data': { zh: '浏览器清除本站所存', en: 'Has the browser forget what it kept of this site' },
  'Retry-After': { zh: '几秒后再试', en: 'Seconds after which to try again' },
  'WWW-Authenticate': { zh: '所需凭证', en: 'What credential is needed' },
} as const satisfies Record<string, Title>;

export type AnswerHeader = keyof typeof ANSWER_HEADERS;

/** Headers that belong to a problem whatever raised it. */
export const PROBLEM_HEADERS: Partial<Record<ProblemCode, Readonly<Record<string, string>>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer realm="onedoor"' },
  'key-in-progress': { 'Retry-After': '1' },
  'too-many-requests': { 'Retry-After': '1' },
  unavailable: { 'Retry-After': '1' },
  // Another door, of the later program, may be asked at once.
  'later-program': { 'Retry-After': '1' },
  // What is left of the body must not be taken for the next request.
  'body-too-large': { Connection: 'close' },
  'request-timeout': { Connection: 'close' },
};
