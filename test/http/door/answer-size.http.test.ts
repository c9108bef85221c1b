import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isBytesBody } from '../../../src/http/define-route.ts';
import { openApiDocument } from '../../../src/http/docs/openapi-document.ts';
import { routes } from '../../../src/http/routes.ts';
import { workflows } from '../../../workflows/index.ts';
import { county } from '../stage/county.ts';
import { type OpenDoor, openDoor } from '../stage/open-door.ts';

/*
 * An answer must not be many times its request: what is huge, is unknown or repeats itself in any field of any route is
 * shown in part. A client that can make a door write without end needs few requests to keep it busy.
 */

/** Less than the door takes (64 KiB), so that it is the field that is judged and not the whole. */
const HUGE = 40_000;
const MOST_TIMES = 3;
/** What a problem says whatever it was asked. */
const SPARE_BYTES = 4_000;

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const document = openApiDocument(routes, workflows);
const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;

/** Each field of a schema, filled with a value and wrapped in what stands around it. */
function filled(schema: Schema, value: unknown, depth = 0): readonly unknown[] {
  if (schema.$ref !== undefined) {
    return filled(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, value, depth);
  }
  const named = Object.entries(schema.properties ?? {});
  const constants = Object.fromEntries(
    named.flatMap(([name, one]) => ('const' in one ? [[name, one.const]] : [])),
  );
  const inner =
    depth > 4
      ? []
      : [
          ...named.flatMap(([name, one]) =>
            filled(one, value, depth + 1).map((part) => ({ ...constants, [name]: part })),
          ),
          ...(schema.items === undefined ? [] : filled(schema.items, value, depth + 1).map((part) => [part])),
          ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => filled(one, value, depth)),
        ];
  return [value, ...inner];
}

/** What careless programs and malicious users fill fields with. */
const fillings: Readonly<Record<string, unknown>> = {
  'a huge text': '长'.repeat(HUGE / 3),
  'a text of quotation marks': '"'.repeat(HUGE / 2),
  'many unknown keys': Object.fromEntries(Array.from({ length: HUGE / 10 }, (_, n) => [`k${n}`, 1])),
  'one key, which is huge': { ['键'.repeat(HUGE / 3)]: 1 },
  'many elements of no kind': Array.from({ length: HUGE / 5 }, () => null),
  'many empty objects': Array.from({ length: HUGE / 4 }, () => ({})),
  'many names of nothing': Array.from({ length: HUGE / 20 }, (_, n) => `330523-O${n}/没有`),
};

let open: OpenDoor;
let task = '';
beforeAll(async () => {
  open = await openDoor({ workflows, directory: county(), keptDirectory: true });
  const input = { title: '出租车投诉处理闭环', leadUnit: '县教育局', limit: { workingDays: 10 } };
  const { body } = await open.as('330523-TF/A').post('/api/v1/tasks', { input });
  task = (body as { id: string }).id;
});
afterAll(() => open.close());

const SENDERS = ['330523-TF/A', '330523-TF/AD'];

/** Sends it as whoever may do most, and tells where the answer is too large. */
async function tooLarge(
  method: string,
  path: string,
  what: string,
  body?: unknown,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sender of SENDERS) {
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': `size-${process.hrtime.bigint()}` };
    const answer = await open.as(sender).ask(method, path, { body, headers });
    const asked = path.length + (body === undefined ? 0 : JSON.stringify(body).length);
    const answered = Buffer.byteLength(answer.text);
    // What is there to be read is as long as it is; what is refused says why.
    const isRead = method === 'GET' && answer.status < 400;
    if (answer.status >= 500 || (!isRead && answered > MOST_TIMES * asked + SPARE_BYTES))
      found.push(`${method} ${path.slice(0, 80)} ${what}: ${asked} in, ${answered} out, ${answer.status}`);
  }
  return found;
}

const withoutPlaceholders = (path: string) => path.replaceAll(/\{\w+\}/g, task);
const judged = routes.filter(({ tag }) => tag !== 'documentation');
const bodied = judged.filter(({ body }) => body !== undefined && !isBytesBody(body));

describe.each(Object.entries(fillings))('an answer to %s', (what, value) => {
  it.each(bodied.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'in any field of %s is never many times its request',
    async (_name, { method, path }) => {
      const operation = document.paths?.[path]?.[method.toLowerCase() as 'post'] as Operation | undefined;
      const schema = operation?.requestBody?.content['application/json']?.schema ?? {};
      const found: string[] = [];
      for (const body of filled(schema, value))
        found.push(...(await tooLarge(method, withoutPlaceholders(path), what, body)));
      expect(found).toEqual([]);
    },
  );
});

describe('an answer to a huge address', () => {
  it.each(judged.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'of %s is never many times its request',
    async (_name, { method, path }) => {
      const operation = document.paths?.[path]?.[method.toLowerCase() as 'get'] as Operation | undefined;
      const huge = encodeURIComponent('长'.repeat(1_000));
      const names = (operation?.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
      const addresses = [
        ...names.map((name) => `${withoutPlaceholders(path)}?${name}=${huge}`),
        `${withoutPlaceholders(path)}?${Array.from({ length: 1_000 }, (_, n) => `u${n}=1`).join('&')}`,
        path.replaceAll(/\{\w+\}/g, huge),
      ];
      const body = operation?.requestBody === undefined ? undefined : {};
      const found: string[] = [];
      for (const address of new Set(addresses))
        found.push(...(await tooLarge(method, address, 'address', body)));
      expect(found).toEqual([]);
    },
  );
});
