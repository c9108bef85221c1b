import type { AnyStateNode } from 'xstate';
import { z } from 'zod';
import type { Sight, Title, WorkflowDefinition } from './define.ts';
import { guardNames } from './offers.ts';

/** A workflow as data, for readers who do not run it. */
export interface WorkflowDescription {
  readonly name: string;
  readonly version: number;
  readonly title: Title;
  readonly submittedBy: readonly string[];
  /** JSON Schema (2020-12) of what a caller submits. */
  readonly input: JsonSchema;
  readonly states: readonly StateDescription[];
  readonly transitions: readonly TransitionDescription[];
  readonly events: readonly EventDescription[];
}

export interface StateDescription {
  /** Dotted, e.g. `open.dispatched`; the empty path is the machine itself. */
  readonly path: string;
  readonly title: Title;
  readonly type: AnyStateNode['type'];
  /** The state a compound state begins in. */
  readonly initial?: string;
}

export interface TransitionDescription {
  readonly from: string;
  /** Absent where the event is taken without leaving the state. */
  readonly to?: string;
  readonly trigger:
    | { readonly kind: 'event'; readonly event: string }
    | { readonly kind: 'after'; readonly delay: string }
    | { readonly kind: 'always' };
  readonly title: Title;
  /** All of them must hold; where one has no declaration its name stands for it. */
  readonly guards: readonly { readonly name: string; readonly refusal?: Title }[];
}

export interface EventDescription {
  readonly type: string;
  readonly title: Title;
  readonly by: readonly string[];
  /** What its sender decides on besides who is accountable; null where any news refuses it. */
  readonly sees: readonly Sight[] | null;
  readonly inBulk: boolean;
  /** JSON Schema (2020-12) of the data. */
  readonly data: JsonSchema;
}

export type JsonSchema = Readonly<Record<string, unknown>>;

type Trigger = TransitionDescription['trigger'];

/** What node.transitions, node.always and node.after hold, as far as it is read here. */
interface Written {
  readonly target?: readonly AnyStateNode[] | undefined;
  readonly guard?: unknown;
  readonly meta?: { readonly title?: Title };
}

/** Says everything about a definition that a reader can use, from the machine and its declarations alone. */
export function describeWorkflow(definition: WorkflowDefinition): WorkflowDescription {
  const { name, version, title, submittedBy, events, machine } = definition;
  const nodes = nodesUnder(machine.root);
  return {
    name,
    version,
    title,
    submittedBy,
    input: jsonSchemaOf(definition.input),
    states: nodes.map((node) => stateOf(node, definition)),
    transitions: nodes.flatMap((node) => transitionsOf(node, definition)),
    events: Object.entries(events).map(([type, declared]) => ({
      type,
      title: declared.title,
      by: declared.by,
      sees: declared.sees ?? null,
      inBulk: declared.inBulk === true,
      data: jsonSchemaOf(declared.data),
    })),
  };
}

/** The JSON Schema (2020-12) of what callers send under a zod schema. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input' });
}

function nodesUnder(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...Object.values(node.states).flatMap(nodesUnder)];
}

function stateOf(node: AnyStateNode, { title }: WorkflowDefinition): StateDescription {
  const own = (node.meta as { title?: Title } | undefined)?.title;
  const initial = node.initial?.target[0];
  return {
    path: pathOf(node),
    title: own ?? (node.parent === undefined ? title : { zh: node.key, en: node.key }),
    type: node.type,
    ...(initial === undefined ? {} : { initial: pathOf(initial) }),
  };
}

function transitionsOf(node: AnyStateNode, definition: WorkflowDefinition): readonly TransitionDescription[] {
  const said = (written: Written, trigger: Trigger, fallback: Title): TransitionDescription => ({
    from: pathOf(node),
    ...(written.target?.[0] === undefined ? {} : { to: pathOf(written.target[0]) }),
    trigger,
    title: written.meta?.title ?? fallback,
    guards: guardNames(written.guard).map((name) => {
      const refusal = definition.guards[name]?.title;
      return refusal === undefined ? { name } : { name, refusal };
    }),
  });
  const events = Object.entries(definition.events).flatMap(([event, { title }]) =>
    (node.transitions.get(event) ?? []).map((written: Written) =>
      said(written, { kind: 'event', event }, title),
    ),
  );
  const timers = node.after.map((written) => {
    const delay = String(written.delay);
    return said(written as Written, { kind: 'after', delay }, { zh: delay, en: delay });
  });
  const always = (node.always ?? []).map((written) =>
    said(written as Written, { kind: 'always' }, { zh: '', en: '' }),
  );
  return [...events, ...timers, ...always];
}

function pathOf(node: AnyStateNode): string {
  return node.path.join('.');
}
