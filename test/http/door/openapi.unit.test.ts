import { describe, expect, it } from '@jest/globals';
import { openApiDocument } from '../../../src/http/docs/openapi-document.ts';
import { routes } from '../../../src/http/routes.ts';
import { workflows } from '../../../workflows/index.ts';

const document = openApiDocument(routes, workflows);
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({
    path,
    method,
    operation,
  })),
);

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
  }[];
  readonly requestBody?: unknown;
  readonly security: readonly object[];
}

/** Every object in the document, with its JSON Pointer. */
function objectsIn(value: unknown, pointer = '#'): [string, Record<string, unknown>][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    objectsIn(part, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  return [[pointer, value as Record<string, unknown>], ...inner];
}

/** The schemas that a component is any of, as the workflows gave them. */
function alternativesOf(component: string) {
  const schema = document.components?.schemas?.[component] as
    | {
        readonly anyOf: readonly {
          readonly properties: Readonly<Record<string, { readonly const?: string }>>;
        }[];
      }
    | undefined;
  return schema?.anyOf ?? [];
}

/** What takes an Idempotency-Key: every POST but those that let somebody in or out. */
const keyed = new Set(
  routes.flatMap(({ method, path, idempotent }) =>
    method === 'POST' && idempotent !== 'unkept' ? [`post ${path}`] : [],
  ),
);

describe('the OpenAPI document', () => {
  it('has every route of the table, and no other', () => {
    const documented = operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).toSorted();
    expect(documented).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
  });

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: expect.any(String), version: '1' } });
    const all = new Map(objectsIn(document));
    const references = [...all.values()].map((part) => part['$ref']).filter((ref) => typeof ref === 'string');
    expect(references.length).toBeGreaterThan(10);
    expect(references.filter((ref) => !all.has(ref))).toEqual([]);
    expect([...all.values()].some((part) => '$schema' in part)).toBe(false);
  });

  it.each(operations.map(({ path, method, operation }) => [`${method} ${path}`, operation] as const))(
    'describes %s in full',
    (name, operation) => {
      expect(operation.summary).toMatch(/[\u4e00-\u9fff].*[A-Za-z]/);
      expect(Object.keys(operation.responses).some((status) => /^[23]/.test(status))).toBe(true);
      for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, placeholder]) => placeholder);
      const parameters = operation.parameters ?? [];
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map((parameter) => parameter.name)).toEqual(inPath);
      expect(declared.every(({ required }) => required)).toBe(true);
      if (keyed.has(name)) {
        expect(parameters).toContainEqual(
          expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
        );
      }
      const open = operation.security.length === 0;
      expect('401' in operation.responses).toBe(!open);
    },
  );

  it('names every operation once', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('describes each event that people may send with the schema it is checked by, and none of the engine’s', () => {
    const anyOf = alternativesOf('TaskEvent');
    const types = anyOf.map(({ properties }) => properties['type']?.const);
    expect(types).toEqual(expect.arrayContaining(['receive', 'subDispatch', 'claimDone', 'pass', 'finish']));
    expect(types).not.toContain('routed');
    const claim = anyOf.find(({ properties }) => properties['type']?.const === 'claimDone');
    expect(claim?.properties['data']).toMatchObject({ required: ['evidence'], additionalProperties: false });
  });

  it('describes submissions by workflow, without those that only the engine makes', () => {
    const anyOf = alternativesOf('Submission');
    const names = anyOf.map(({ properties }) => properties['workflow']?.const);
    expect(names).toContain('reform-task');
    expect(names).not.toContain('section-assignment');
  });
});

describe('the document for tools', () => {
  it('says of what may be null that it may: nothing is a named schema and null at once', () => {
    expect(JSON.stringify(document)).not.toMatch(/"allOf":\[\{"\$ref":"[^"]+"\},\{"type":\[/);
    expect(document.components?.schemas?.['TaskItem']).toMatchObject({
      properties: { attention: { anyOf: [{ $ref: '#/components/schemas/Seat' }, { type: 'null' }] } },
    });
  });

  it('describes each group and each operation', () => {
    const described = new Set(
      (document.tags ?? []).filter(({ description }) => description).map(({ name }) => name),
    );
    for (const item of Object.values(document.paths ?? {})) {
      for (const { tags, description } of Object.values(item) as {
        tags: string[];
        description?: string;
      }[]) {
        expect(description).toMatch(/\p{Script=Han}.*[a-z]/u);
        expect(tags.filter((tag) => !described.has(tag))).toEqual([]);
      }
    }
  });
});
