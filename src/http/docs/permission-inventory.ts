import type { WorkflowDefinition } from '../../engine/definition/define.ts';
import type { Method, Route, RouteAccess } from '../define-route.ts';

/** One thing that can be asked of the system, and who may. */
export type Permission =
  | { readonly kind: 'route'; readonly method: Method; readonly path: string; readonly access: RouteAccess }
  | { readonly kind: 'submission'; readonly workflow: string; readonly by: readonly string[] }
  | {
      readonly kind: 'event';
      readonly workflow: string;
      readonly event: string;
      readonly by: readonly string[];
    };

/** All there is to be permitted, read off the declarations that the checks go by. */
export function permissionInventory(
  routes: readonly Route[],
  workflows: readonly WorkflowDefinition[],
): readonly Permission[] {
  return [
    ...routes.map(({ method, path, access }) => ({ kind: 'route', method, path, access }) as const),
    ...workflows.map(({ name, submittedBy }) => {
      return { kind: 'submission', workflow: name, by: submittedBy } as const;
    }),
    ...workflows.flatMap(({ name, events }) =>
      Object.entries(events).map(
        ([event, { by }]) => ({ kind: 'event', workflow: name, event, by }) as const,
      ),
    ),
  ];
}
