import { grouped } from '../../chaos/checker/grouped.ts';
import type { StoredTask } from '../../chaos/checker/stored.ts';
import type { Fault, Seen } from '../seen.ts';

interface NoticeContext {
  readonly key: string;
  readonly seat: string;
}

interface ClimberContext {
  readonly climbed?: readonly { readonly key: string }[];
  readonly rungs?: readonly { readonly key: string }[];
}

/** A rung is behind once, and of one rung a seat has one notice. */
export function rungFaults({ stored }: Seen): readonly Fault[] {
  const notices = stored.tasks.filter(({ workflow }) => workflow === 'supervision-notice');
  const told = grouped(notices, ({ parent, context }) => {
    const { key, seat } = context as NoticeContext;
    return `${parent} ${key} ${seat}`;
  });
  return [
    ...[...told].flatMap(([what, list]): Fault[] =>
      list.length === 1
        ? []
        : [
            {
              invariant: 'rungs',
              taskId: list[0]?.parent ?? null,
              detail: `${what}: ${list.length} notices`,
            },
          ],
    ),
    ...stored.tasks.flatMap(twice),
  ];
}

function twice({ id, context }: StoredTask): readonly Fault[] {
  const { climbed = [], rungs = [] } = context as ClimberContext;
  const keys = [...climbed, ...rungs].map(({ key }) => key);
  const again = keys.find((key, n) => keys.indexOf(key) < n);
  return again === undefined
    ? []
    : [{ invariant: 'rungs', taskId: id, detail: `the rung ${again} stands twice in its ladder` }];
}
