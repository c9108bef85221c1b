import { z } from 'zod';
import { title } from '../../../contract/words.ts';
import type { WorkflowDefinition } from '../../../engine/definition/define.ts';
import { describeWorkflow, type WorkflowDescription } from '../../../engine/definition/describe.ts';
import { Problem } from '../../../platform/wording/problem.ts';
import { defineRoute, type Route } from '../../define-route.ts';

const summary = z.strictObject({
  name: z.string(),
  version: z.int(),
  title,
  /** Relations that may submit; none where only the engine makes such tasks. */
  submittedBy: z.array(z.string()).readonly(),
});

const jsonSchema = z.record(z.string(), z.unknown()).readonly();

/** Says the same as `WorkflowDescription`; a handler that returned anything else would not compile. */
const description = summary
  .extend({
    input: jsonSchema,
    states: z
      .array(
        z.strictObject({
          path: z.string(),
          title,
          type: z.enum(['atomic', 'compound', 'parallel', 'final', 'history']),
          initial: z.string().optional(),
        }),
      )
      .readonly(),
    transitions: z
      .array(
        z.strictObject({
          from: z.string(),
          to: z.string().optional(),
          trigger: z.discriminatedUnion('kind', [
            z.strictObject({ kind: z.literal('event'), event: z.string() }),
            z.strictObject({ kind: z.literal('after'), delay: z.string() }),
            z.strictObject({ kind: z.literal('always') }),
          ]),
          title,
          guards: z.array(z.strictObject({ name: z.string(), refusal: title.optional() })).readonly(),
        }),
      )
      .readonly(),
    events: z
      .array(
        z.strictObject({
          type: z.string(),
          title,
          by: z.array(z.string()).readonly(),
          sees: z
            .array(z.enum(['state', 'dueAt']))
            .readonly()
            .nullable()
            .meta({
              description:
                '办理所依据的事项；为空者，任何变动都使 If-Match 失效 What the sender decides on; null: any news makes If-Match stale',
            }),
          inBulk: z
            .boolean()
            .meta({ description: '可否批量办理 Whether several tasks take it in one request' }),
          data: jsonSchema,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Workflow' });

const listWorkflows = defineRoute({
  method: 'GET',
  path: '/api/v1/workflows',
  title: { zh: '流程列表', en: 'List the workflows' },
  tag: 'workflows',
  access: 'principal',
  responses: { 200: z.strictObject({ items: z.array(summary).readonly() }) },
  problems: [],
}).handledBy((_request, { engine }) => ({
  status: 200,
  body: {
    items: engine.registry.all.map(({ name, version, title: titled, submittedBy }) => {
      return { name, version, title: titled, submittedBy };
    }),
  },
}));

const readWorkflow = defineRoute({
  method: 'GET',
  path: '/api/v1/workflows/{name}',
  title: { zh: '流程定义', en: 'Read a workflow as data' },
  tag: 'workflows',
  access: 'principal',
  params: z.strictObject({ name: z.string().max(100) }),
  responses: { 200: description },
  problems: ['not-found'],
}).handledBy(({ params: { name } }, { engine }) => {
  const definition = engine.registry.all.find((known) => known.name === name);
  if (definition === undefined)
    throw new Problem('not-found', {
      zh: `没有流程“${name}”，请在流程清单中查找。`,
      en: `There is no workflow “${name}”; look it up in the list of workflows.`,
    });
  return { status: 200, body: describe(definition) };
});

const descriptions = new WeakMap<WorkflowDefinition, WorkflowDescription>();

function describe(definition: WorkflowDefinition): WorkflowDescription {
  const known = descriptions.get(definition);
  if (known !== undefined) return known;
  const made = describeWorkflow(definition);
  descriptions.set(definition, made);
  return made;
}

export const workflowRoutes: readonly Route[] = [listWorkflows, readWorkflow];
