import { fieldsOf, type JsonSchema } from './json-schema.ts';

/** Whether an action is done with one tap: there is nothing to say with it. */
export function needsNothing({ schema }: { readonly schema?: unknown }): boolean {
  return schema === undefined || fieldsOf(schema as JsonSchema).length === 0;
}
