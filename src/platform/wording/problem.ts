import type { Words } from './words.ts';

/**
 * The one list of stable problem codes: what a caller may be told, with its HTTP status and titles.
 * A code is never renamed or reused; the door turns it into an RFC 9457 problem document.
 */
export const problems = {
  'body-invalid': { status: 400, zh: '请求内容不符合要求', en: 'The request body is not valid' },
  'query-invalid': { status: 400, zh: '查询参数不符合要求', en: 'The query is not valid' },
  'header-invalid': { status: 400, zh: '请求头不符合要求', en: 'A request header is not valid' },
  'key-missing': { status: 400, zh: '缺少 Idempotency-Key', en: 'Idempotency-Key is missing' },
  'request-malformed': { status: 400, zh: '不是合法的 HTTP 请求', en: 'Not a valid HTTP request' },
  'sign-in-refused': { status: 403, zh: '登录未成功', en: 'Signing in was refused' },
  unauthenticated: {
    status: 401,
    zh: '未登录或凭证无效',
    en: 'Not signed in, or the credential is not valid',
  },
  'password-expired': { status: 403, zh: '口令已到期', en: 'The password has expired' },
  'origin-refused': { status: 403, zh: '请求来自别的网页', en: 'The request came from another page' },
  'not-permitted': { status: 403, zh: '无权办理', en: 'Not permitted' },
  'not-found': { status: 404, zh: '未找到', en: 'Not found' },
  'method-not-allowed': { status: 405, zh: '不支持的请求方法', en: 'Method not allowed' },
  'request-timeout': { status: 408, zh: '请求未在时限内送达', en: 'The request did not arrive in time' },
  'event-not-accepted': {
    status: 409,
    zh: '当前环节不能办理此操作',
    en: 'The event is not accepted in this state',
  },
  'guard-failed': { status: 409, zh: '办理条件未满足', en: 'A condition of the event is not met' },
  'key-in-progress': { status: 409, zh: '同一请求正在办理', en: 'The same request is still running' },
  'seat-changed': { status: 409, zh: '本页的岗位身份已切换', en: 'The session acts as another seat by now' },
  'task-exists': { status: 409, zh: '任务已存在', en: 'The task exists already' },
  'effect-gone': { status: 409, zh: '该作用已生效', en: 'The effect has been applied already' },
  'directory-conflict': { status: 409, zh: '与组织目录冲突', en: 'In conflict with the directory' },
  'calendar-conflict': { status: 409, zh: '与工作日历冲突', en: 'In conflict with the calendar' },
  'precedent-withdrawn': { status: 409, zh: '先例已撤回', en: 'The precedent is withdrawn already' },
  'revision-stale': { status: 412, zh: '任务已被他人更新', en: 'The task has changed since it was read' },
  'body-too-large': { status: 413, zh: '请求内容过大', en: 'The request body is too large' },
  'media-type-unsupported': { status: 415, zh: '不支持的内容类型', en: 'Unsupported media type' },
  'password-weak': { status: 422, zh: '口令不合要求', en: 'The password does not do' },
  'event-unknown': { status: 422, zh: '没有这个操作', en: 'The workflow has no such event' },
  'event-invalid': { status: 422, zh: '操作内容不符合要求', en: 'The data of the event is not valid' },
  'input-invalid': { status: 422, zh: '任务内容不符合要求', en: 'The input of the task is not valid' },
  'workflow-unknown': { status: 422, zh: '没有这个流程', en: 'There is no such workflow' },
  'key-reused': {
    status: 422,
    zh: '同一 Idempotency-Key 用于不同请求',
    en: 'The Idempotency-Key was used for another request',
  },
  'revision-missing': { status: 428, zh: '缺少 If-Match', en: 'If-Match is missing' },
  'too-many-requests': { status: 429, zh: '请求过于频繁', en: 'Too many requests' },
  'headers-too-large': { status: 431, zh: '请求头过大', en: 'The request headers are too large' },
  'later-program': {
    status: 503,
    zh: '任务已由更高版本的程序办理，本程序暂不能办，请稍后重试',
    en: 'The task is of a later version of the program than this one; try again later',
  },
  internal: { status: 500, zh: '系统内部错误', en: 'Internal error' },
  unavailable: {
    status: 503,
    zh: '系统暂不可用，请稍后重试',
    en: 'Temporarily unavailable, try again later',
  },
} as const satisfies Record<string, { status: number; zh: string; en: string }>;

export type ProblemCode = keyof typeof problems;

/** One part of the input that is wrong, by JSON Pointer. */
export interface ProblemPart {
  readonly pointer: string;
  readonly code: string;
  readonly message: Words;
}

/**
 * A failure that a caller is told: its detail names the value, where it came from, what was expected and what to do.
 * The door answers in the caller's language; the log and the command line say it in both.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly detail: Words;
  readonly extras: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: Words, extras: Readonly<Record<string, unknown>> = {}) {
    super(`${detail.zh} (${detail.en})`);
    this.name = 'Problem';
    this.code = code;
    this.detail = detail;
    this.extras = extras;
  }
}

/** True for problems that a client caused; their answers may be replayed, those of others may not. */
export function isClientProblem(problem: Problem): boolean {
  return problems[problem.code].status < 500;
}
