import type { z } from 'zod';
import { found } from '../platform/config/file-fault.ts';
import { type SchemaFault, schemaFaults } from '../platform/config/schema-fault.ts';
import type { Words } from '../platform/wording/words.ts';
import { digestOf } from './digest.ts';
import { type ChangeSet, type RegisterPlan, type Trial, tryOperations } from './plan-operations.ts';
import type { Refusal } from './refusal.ts';
import type { Register, Signature } from './register.ts';
import { readContent } from './store/read-content.ts';
import type { Versioned } from './version-watch.ts';

/** What is in force of a register, with who put it in force, when (ISO instant) and why. */
export interface Version<State> extends Versioned, Signature {
  readonly reason: string;
  readonly state: State;
}

/** What a register declares whose content stands whole in the row of its version. */
export interface ContentDeclaration<
  Content,
  State,
  InForce extends Versioned,
  Operation,
  Change extends ChangeSet<Operation>,
  Terms,
> extends Pick<
    Register<State, InForce, Change, Terms, RegisterPlan<State, Change>>,
    'name' | 'title' | 'conflict' | 'noteChange' | 'onCommitted'
  > {
  readonly schema: z.ZodType<Content>;
  /** Puts a content in order, so that equal contents are equal as data, and makes it ready for use. */
  readonly settle: (content: Content) => State;
  readonly contentOf: (state: State) => Content;
  readonly stateOf: (inForce: InForce) => State;
  readonly inForce: (version: Version<State>) => InForce;
  readonly trial: Trial<Content, Operation>;
  /** Why a content that fits the schema may not follow on the one before. */
  readonly check?: (before: State, after: State, change: Change, terms: Terms) => readonly Refusal[];
}

/** What the history of such a register tells beside what every history does. */
export interface ContentTold {
  readonly digest: string;
}

/** A register whose content stands whole in the row of its version, under the digest of it. */
export function contentRegister<
  Content,
  State,
  InForce extends Versioned,
  Operation,
  Change extends ChangeSet<Operation>,
  Terms,
>(
  declared: ContentDeclaration<Content, State, InForce, Operation, Change, Terms>,
): Register<State, InForce, Change, Terms, RegisterPlan<State, Change>> {
  const { name, title, conflict, contentOf, stateOf, inForce, settle, noteChange, onCommitted } = declared;
  return {
    name,
    title,
    conflict,
    ...(noteChange && { noteChange }),
    ...(onCommitted && { onCommitted }),
    plan: (current, change, terms) => planContent(declared, stateOf(current), change, terms),
    columns: (state) => {
      // What is seeded may not be in order yet, and what is read is compared with what was written.
      const content = contentOf(settle(contentOf(state)));
      return { digest: digestOf(content), content: JSON.stringify(content) };
    },
    told: ['digest'],
    async read(database) {
      const row = await readContent<Content>({ name }, database);
      if (row === undefined) return undefined;
      const { content, digest, ...version } = row;
      const state = settle(content);
      const actual = digestOf(contentOf(state));
      if (actual === digest) return inForce({ ...version, state });
      throw new Error(
        `${name} version ${version.version} has the digest ${actual}, expected ${digest} as recorded`,
      );
    },
  };
}

/** Plans a change on a content; without conflicts it differs from the one before. */
export function planContent<Content, State, Operation, Change extends ChangeSet<Operation>, Terms>(
  {
    title,
    schema,
    settle,
    contentOf,
    trial,
    check,
  }: Pick<
    ContentDeclaration<Content, State, Versioned, Operation, Change, Terms>,
    'title' | 'schema' | 'settle' | 'contentOf' | 'trial' | 'check'
  >,
  before: State,
  change: Change,
  terms: Terms,
): RegisterPlan<State, Change> {
  const refused = (conflicts: readonly Refusal[]) => ({ before, after: before, change, conflicts });
  const { draft, conflicts } = tryOperations(contentOf(before), change.operations, trial);
  if (conflicts.length > 0) return refused(conflicts);
  const checked = schema.safeParse(draft);
  if (!checked.success) {
    return refused(schemaFaults(checked.error, draft).map((fault) => contentInvalid(fault, title)));
  }
  const after = settle(checked.data);
  if (digestOf(contentOf(after)) === digestOf(contentOf(before))) return refused([nothingChanges(title)]);
  const unfit = check?.(before, after, change, terms) ?? [];
  return unfit.length > 0 ? refused(unfit) : { before, after, change, conflicts: [] };
}

function nothingChanges({ zh, en }: Words): Refusal {
  const message = { zh: `现行${zh}已是如此，无需变更`, en: `the ${en} in force says so already` };
  return { code: 'nothingChanges', value: '', message };
}

function contentInvalid({ expectation, value }: SchemaFault, { zh, en }: Words): Refusal {
  const shown = value === undefined ? '' : `（现为 ${JSON.stringify(value)?.slice(0, 120)}）`;
  const message = {
    zh: `变更后的${zh}不成立：${expectation.zh}${shown}`,
    en: `The ${en} would not be sound: ${expectation.en}${found(value)}`,
  };
  return { code: 'contentInvalid', value: String(value), message };
}
