import {
  OpenAPIRegistry,
  OpenApiGeneratorV31,
  type ResponseConfig,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { roles } from '../../access/role.ts';
import type { Title, WorkflowDefinition } from '../../engine/definition/define.ts';
import { isOnlyByEngine } from '../../engine/definition/offers.ts';
import { problems } from '../../platform/wording/problem.ts';
import { ANSWER_HEADERS, type AnswerHeader } from '../answer/answer-headers.ts';
import { PROGRESS_LINES } from '../answer/progress-lines.ts';
import { isBytesBody, type Route, takesKey } from '../define-route.ts';
import { schemaOf } from '../representation/task-actions.ts';
import { answerHeadersOf } from './headers-of-route.ts';
import { problemCodesOf } from './problems-of-route.ts';
import { TAGS } from './tags.ts';

export type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** Every problem as it is documented; what a code adds (errors, revision, …) stands beside these fields. */
const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(Object.keys(problems) as [string, ...string[]]),
    traceId: z.string(),
    // What a code adds to a part, e.g. the nearest valid names, stands beside these fields, too.
    errors: z.array(z.looseObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457' });

/** Its quoted form may escape each of 255 characters. */
const keyHeader = z.string().min(1).max(512).meta({
  description:
    '同一请求重试时使用同一值，1 至 255 个可见 ASCII 字符；可加引号。The same value when the same request is tried again: 1 to 255 visible ASCII characters, quoted or bare.',
});
const revisionHeader = z.string().meta({
  description:
    '所见任务的 ETag，例如 "3"；代理改成的弱标签 W/"3" 亦可。此后有人办理过，或系统、科室改变了办理所依据的事项（见流程说明中各操作的 sees；为空的操作，除系统记账外任何变动都算），答 412，并说明何人何时办理了什么。' +
    'The ETag of the task as it was read; a weak one that a proxy made of it will do. 412 where a person has acted ' +
    'since, or the engine or a child changed what the sender decides on (`sees` of the event in the workflow; where ' +
    'that is null, any news but bookkeeping), and says who did what and when.',
  example: '"3"',
});

/** The OpenAPI 3.1 document of a route table and the workflows behind it. */
export function openApiDocument(
  routes: readonly Route[],
  workflows: readonly WorkflowDefinition[],
): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-onedoor',
  });
  for (const route of routes) registry.registerPath(pathOf(route));
  const document = new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'onedoor 一门通办',
      version: '1',
      description: '进一门，找一人。任务从专班到数字专员、到科室、到销号。One door, one person.',
      contact: { name: 'onedoor' },
      license: { name: 'Unlicensed', identifier: 'LicenseRef-unlicensed' },
    },
    servers: [{ url: '/' }],
    tags: tagsOf(routes),
  });
  letNullBe(document);
  const schemas = document.components?.schemas;
  if (schemas !== undefined) {
    // The bodies that only the workflows can say, each with the schema that the engine checks it by.
    if ('Submission' in schemas) schemas['Submission'] = { anyOf: workflows.flatMap(submissionOf) };
    if ('TaskEvent' in schemas) schemas['TaskEvent'] = { anyOf: workflows.flatMap(eventsOf) };
  }
  expectWords(document);
  return document;
}

function tagsOf(routes: readonly Route[]) {
  const used = new Set(routes.map(({ tag }) => tag));
  return Object.entries(TAGS)
    .filter(([name]) => used.has(name))
    .map(([name, { zh, en }]) => ({ name, description: `${zh}。${en}.` }));
}

/**
 * Says of what may be null that it is one of two: the generator says that it is the named schema and null at once
 * (zod-to-openapi 9.1.0), which nothing ever is.
 */
function letNullBe(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { allOf } = node as { allOf?: readonly Readonly<Record<string, unknown>>[] };
  const [named, other] = allOf ?? [];
  const types = other?.['type'];
  if (allOf?.length === 2 && named !== undefined && '$ref' in named && Array.isArray(types)) {
    delete (node as { allOf?: unknown }).allOf;
    Object.assign(node, { anyOf: [named, { type: 'null' }] });
  }
  for (const inner of Object.values(node)) letNullBe(inner);
}

/** Says patterns as JSON Schema does, and that blanks are not words: texts are trimmed before they are counted, which `minLength` does not say. */
function expectWords(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, minLength, pattern, format } = node as Readonly<Record<string, unknown>>;
  // A regular expression with flags comes with them, behind its end (zod-to-openapi 9.1.0).
  if (typeof pattern === 'string')
    Object.assign(node, { pattern: pattern.replace(/(?<=\$)\/[dgimsuvy]+$/, '') });
  const isText = type === 'string' && pattern === undefined && format === undefined;
  if (isText && typeof minLength === 'number' && minLength > 0) Object.assign(node, { pattern: '\\S' });
  for (const inner of Object.values(node)) expectWords(inner);
}

function pathOf(route: Route): RouteConfig {
  const { method, path, title, description, tag, access, params, query } = route;
  return {
    method: method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete',
    path,
    operationId: operationIdOf(route),
    summary: `${title.zh} ${title.en}`,
    description:
      description ?? `${title.zh}：${audienceOf(access).zh}。${title.en}: ${audienceOf(access).en}.`,
    tags: [tag],
    security: access === 'public' ? [] : [{ bearer: [] }, { session: [] }],
    'x-access': access,
    request: {
      ...(params === undefined ? {} : { params: params as z.ZodObject }),
      ...(query === undefined ? {} : { query: query as z.ZodObject }),
      headers: headersOf(route),
      ...bodyOf(route),
    },
    responses: responsesOf(route),
  };
}

/** Whom an operation is for, where its declaration says no more. */
function audienceOf(access: Route['access']): Title {
  if (access === 'public') return { zh: '无需登录', en: 'nobody has to sign in' };
  if (access === 'operator') return { zh: '供运行维护', en: 'for operators' };
  if (access === 'principal') {
    return {
      zh: '凡已登录或持有密钥者，所见以其权限为限',
      en: 'for who signed in or has a key, within their rights',
    };
  }
  const titles = access.map((role) => roles[role]);
  return {
    zh: `限${titles.map(({ zh }) => zh).join('、')}`,
    en: `for ${titles.map(({ en }) => en).join(', ')}`,
  };
}

/** Of the headers that a route reads: what says who asks is said by `security`. */
function headersOf(route: Route): z.ZodObject {
  const { headers, ifMatch } = route;
  const read = (headers as z.ZodObject | undefined)?.shape ?? {};
  const named = Object.entries(read).map(([name, schema]) => [asHeadersAreWritten(name), schema]);
  return z.object({
    ...(Object.fromEntries(named) as typeof read),
    ...(takesKey(route) ? { 'Idempotency-Key': keyHeader } : {}),
    ...(ifMatch === undefined ? {} : { 'If-Match': revisionHeader }),
  });
}

/** `if-none-match`, as Node gives it, is If-None-Match to people and to what is generated. */
function asHeadersAreWritten(name: string): string {
  return name.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
}

function bodyOf({ body }: Route): Pick<NonNullable<RouteConfig['request']>, 'body'> {
  if (body === undefined) return {};
  if (!isBytesBody(body))
    return { body: { required: true, content: { 'application/json': { schema: body } } } };
  const content = body.mediaTypes.map((type) => [
    type,
    { schema: { type: 'string' as const, format: 'binary' } },
  ]);
  return { body: { required: true, content: Object.fromEntries(content) as never } };
}

type Answers = Record<string, ResponseConfig>;

/** What the handler answers, and what refuses: a status may be both, told apart by their media types. */
function responsesOf(route: Route): RouteConfig['responses'] {
  const refusals = refusalsOf(route);
  const replies = Object.entries(repliesOf(route)).map(([status, reply]) => {
    const content = { ...reply.content, ...refusals[status]?.content };
    const all = { ...refusals[status], ...reply };
    return [status, Object.keys(content).length === 0 ? all : { ...all, content }];
  });
  return { ...refusals, ...Object.fromEntries(replies) };
}

function repliesOf(route: Route): Answers {
  const replies = Object.entries(route.responses).map(([status, schema]) => {
    const mediaType = schema.meta()?.['mediaType'] as string | null | undefined;
    const progress = route.tellsProgress ? { [PROGRESS_LINES]: { schema: { type: 'string' as const } } } : {};
    const content =
      mediaType === undefined
        ? { 'application/json': { schema }, ...progress }
        : mediaType === null
          ? undefined
          : { [mediaType]: { schema: { type: 'string' as const } } };
    return [
      status,
      {
        description: REASONS[status] ?? 'OK',
        ...documentedHeaders(route, Number(status)),
        ...(content === undefined ? {} : { content }),
      },
    ];
  });
  return Object.fromEntries(replies) as Answers;
}

const REASONS: Readonly<Record<string, string>> = { 201: '已建立 Created', 304: '未变化 Not modified' };

function refusalsOf(route: Route): Answers {
  const codes = problemCodesOf(route);
  const refusals = codes.map((code) => {
    const { status } = problems[code];
    const description = codes.filter((other) => problems[other].status === status).join(', ');
    const content = { 'application/problem+json': { schema: problem } };
    return [status, { description, ...documentedHeaders(route, status), content }];
  });
  return Object.fromEntries(refusals) as Answers;
}

function documentedHeaders(route: Route, status: number) {
  const headers = answerHeadersOf(route, status).map((name: AnswerHeader) => {
    const { zh, en } = ANSWER_HEADERS[name];
    return [name, { description: `${zh}。${en}.`, schema: { type: 'string' as const } }];
  });
  return headers.length === 0 ? {} : { headers: Object.fromEntries(headers) };
}

/** A stable name for generated clients, e.g. `post_tasks_id_events`. */
function operationIdOf({ method, path }: Route): string {
  const words = path
    .replace('/api/v1', '')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
  return [method.toLowerCase(), ...words].join('_');
}

type SchemaObject = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];

function submissionOf({ name, title, submittedBy, input }: WorkflowDefinition): SchemaObject[] {
  if (submittedBy.length === 0) return [];
  return [namedBody(title, { workflow: { const: name }, input: plain(schemaOf(input)) }, ['input'])];
}

function eventsOf({ title, events }: WorkflowDefinition): SchemaObject[] {
  return Object.entries(events)
    .filter(([, declared]) => !isOnlyByEngine(declared))
    .map(([type, { title: event, data }]) => {
      const named = { zh: `${title.zh}：${event.zh}`, en: `${title.en}: ${event.en}` };
      const schema = plain(schemaOf(data));
      const required =
        ((schema['required'] ?? []) as readonly string[]).length > 0 ? ['type', 'data'] : ['type'];
      return namedBody(named, { type: { const: type }, data: schema }, required);
    });
}

function namedBody(
  { zh, en }: { readonly zh: string; readonly en: string },
  properties: Record<string, unknown>,
  required: string[],
): SchemaObject {
  return {
    title: `${zh} ${en}`,
    type: 'object',
    properties,
    required,
    additionalProperties: false,
  } as SchemaObject;
}

/** A copy of a schema without its dialect, which the document as a whole states. */
function plain(schema: Record<string, unknown>): Record<string, unknown> {
  return structuredClone(
    Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== '$schema')),
  );
}
