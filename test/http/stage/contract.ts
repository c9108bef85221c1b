import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { WorkflowDefinition } from '../../../src/engine/definition/define.ts';
import type { Route } from '../../../src/http/define-route.ts';
import { openApiDocument } from '../../../src/http/docs/openapi-document.ts';

/** A request and its answer as both went over the wire. */
export interface Exchange {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly sent: Headers;
  /** Text of the request; undefined where it had no content or other than text. */
  readonly content: string | undefined;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Holds exchanges against the OpenAPI document, as a validating proxy would. */
export interface Contract {
  readonly routes: readonly Route[];
  /** Throws what the document does not say of the exchange; nothing is said of addresses that it does not have. */
  expect(exchange: Exchange): void;
}

interface Schema {
  readonly [keyword: string]: unknown;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<
    Record<string, { readonly headers?: Readonly<Record<string, unknown>>; readonly content?: Content }>
  >;
}

/** On every answer of whatever kind, so that no operation says so: what HTTP itself needs, and what keeps pages out. */
const USUAL = new Set(
  'cache-control connection content-length content-security-policy content-type cross-origin-resource-policy date keep-alive referrer-policy transfer-encoding x-content-type-options'.split(
    ' ',
  ),
);
/** Before a request has a route, or where it is late or too many: what any address may answer. */
const ANYWHERE = new Set([405, 431]);
/** Refusals of the form alone, which a client that keeps to the document must never see. */
const OF_FORM = new Set([
  'body-invalid',
  'query-invalid',
  'header-invalid',
  'input-invalid',
  'event-invalid',
]);
/** Faults that JSON Schema can say; what else is wrong with a value (a name, two fields together) it cannot. */
const SAYABLE = new Set([
  'invalid_type',
  'unrecognized_keys',
  'invalid_value',
  'too_small',
  'too_big',
  'invalid_format',
]);

/** The contract of a table of routes and the workflows behind it; each operation is read when it is first met. */
export function contractOf(routes: readonly Route[], workflows: readonly WorkflowDefinition[]): Contract {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));
  const known = new Map<Route, Documented>();
  const documented = (route: Route): Documented => {
    const found = known.get(route) ?? documentedOf(route, workflows);
    known.set(route, found);
    return found;
  };
  return {
    routes,
    expect(exchange) {
      const { method, path } = exchange;
      const [pathname = ''] = path.split('?', 1);
      const route = patterns.find((one) => one.route.method === method && one.pattern.test(pathname))?.route;
      if (route === undefined || ANYWHERE.has(exchange.status)) return;
      const documents = documented(route);
      expectAnswer(documents, exchange);
      expectRequest(documents, exchange, route);
    },
  };
}

interface Documented {
  readonly operation: Operation;
  /** What is wrong with a value by a schema of the document; nothing where it keeps to it. */
  readonly faultsOf: (schema: Schema, value: unknown) => string | undefined;
}

function documentedOf(route: Route, workflows: readonly WorkflowDefinition[]): Documented {
  const document = openApiDocument([route], workflows);
  const item = document.paths?.[route.path] as Readonly<Record<string, Operation>> | undefined;
  const operation = item?.[route.method.toLowerCase()];
  assert.ok(operation, `Expected ${route.method} ${route.path} in the document.`);
  // Strict about keywords: one that a tool does not know says nothing to it.
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: false });
  formats.default(ajv);
  for (const keyword of ['components', 'example', ...extensionsIn(document)]) ajv.addKeyword(keyword);
  const compiled = new Map<Schema, ValidateFunction>();
  return {
    operation,
    faultsOf(schema, value) {
      const check = compiled.get(schema) ?? ajv.compile({ ...schema, components: document.components });
      compiled.set(schema, check);
      return check(value) ? undefined : ajv.errorsText(check.errors, { dataVar: '' });
    },
  };
}

function extensionsIn(document: object): ReadonlySet<string> {
  return new Set([...JSON.stringify(document).matchAll(/"(x-[a-z-]+)":/g)].flatMap(([, name]) => name ?? []));
}

function expectAnswer({ operation, faultsOf }: Documented, exchange: Exchange): void {
  const { status, headers, text } = exchange;
  const what = `${exchange.method} ${exchange.path} answered ${status}`;
  const response = operation.responses[status];
  assert.ok(response, `${what}, which the document does not have: ${text.slice(0, 300)}`);
  const declared = new Set(Object.keys(response.headers ?? {}).map((name) => name.toLowerCase()));
  const unsaid = [...headers.keys()].filter((name) => !USUAL.has(name) && !declared.has(name));
  assert.deepEqual(unsaid, [], `${what} with headers that the document does not have`);
  const type = headers.get('content-type')?.split(';', 1)[0];
  if (type === undefined || text === '') {
    // A HEAD has the headers of its GET.
    assert.ok(response.content === undefined || exchange.method === 'HEAD', `${what} without content`);
    return;
  }
  const content = response.content?.[type] ?? response.content?.['*/*'];
  assert.ok(content, `${what} as ${type}, which the document does not have`);
  if (!type.endsWith('json') || type.includes('ndjson')) return;
  const faults = faultsOf(content.schema, JSON.parse(text));
  assert.equal(faults, undefined, `${what}, not as documented: ${faults}\n${text.slice(0, 2_000)}`);
}

/** What the door takes, the document has; what keeps to the document is not refused for its form. */
function expectRequest(documented: Documented, exchange: Exchange, route: Route): void {
  const faults = faultsOfRequest(documented, exchange, route);
  const { method, path, status, text, content } = exchange;
  if (status < 300) {
    assert.equal(
      faults,
      undefined,
      `${method} ${path} was taken, though undocumented (${faults}): ${content}`,
    );
  } else if (faults === undefined && (status === 400 || status === 422)) {
    const { code, errors = [] } = JSON.parse(text) as {
      code: string;
      errors?: { pointer: string; code: string }[];
    };
    const ofForm = errors.filter((error) => SAYABLE.has(error.code));
    const unsaid = OF_FORM.has(code) && errors.length > 0 && ofForm.length === errors.length;
    assert.ok(!unsaid, `${method} ${path} keeps to the document and was refused: ${content}\n${text}`);
  }
}

function faultsOfRequest({ operation, faultsOf }: Documented, exchange: Exchange, route: Route) {
  const { path, sent, content } = exchange;
  const at = path.indexOf('?');
  const query = new URLSearchParams(at < 0 ? '' : path.slice(at + 1));
  const parameters = operation.parameters ?? [];
  for (const name of new Set(query.keys())) {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (parameter === undefined) return `the query has ${name}`;
    const [value = '', ...more] = query.getAll(name);
    if (more.length > 0) return `the query has ${name} twice`;
    const faults = faultsOf(parameter.schema, asTyped(parameter.schema, value));
    if (faults !== undefined) return `${name}: ${faults}`;
  }
  const isDry = route.changesNothing?.(Object.fromEntries(query)) === true;
  for (const { in: place, name, required, schema } of parameters) {
    if (place === 'query' && required && !query.has(name)) return `the query lacks ${name}`;
    if (place !== 'header') continue;
    const value = sent.get(name);
    if (value === null && required && !isDry) return `the header ${name} is missing`;
    const faults = value === null ? undefined : faultsOf(schema, value);
    if (faults !== undefined) return `${name}: ${faults}`;
  }
  const type = sent.get('content-type')?.split(';', 1)[0] ?? '';
  if (operation.requestBody === undefined) return undefined;
  const body = operation.requestBody.content[type];
  if (body === undefined) return `a body of type ${type}`;
  if (type !== 'application/json') return undefined;
  try {
    return faultsOf(body.schema, JSON.parse(content ?? ''));
  } catch (error) {
    if (error instanceof SyntaxError) return 'the body is no JSON';
    throw error;
  }
}

/** A parameter comes as text; a schema of numbers means what the text says. */
function asTyped({ type }: Schema, value: string): unknown {
  return (type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

function patternOf(path: string): RegExp {
  const escaped = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
}
