import type { TaskItem } from '../api/shapes.ts';
import { useResource } from '../api/use-resource.ts';
import { say, told } from '../page.ts';
import { Light } from '../parts/light.tsx';
import { Link } from '../parts/link.tsx';

/** Where what belongs to a task is listed: its sections, its notices. */
export function childrenOf(id: string): string {
  return `/api/v1/tasks?parent=${id}&kind=all&limit=100`;
}

/** What belongs to a task, each with who answers for it. */
export function Children({ id, revision }: { readonly id: string; readonly revision: number }) {
  const { data } = useResource<{ readonly items: readonly TaskItem[] }>(childrenOf(id), { as: revision });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <section class="card" aria-labelledby="children">
      <h2 id="children">{say.children}</h2>
      <ul class="rows plain">
        {data.items.map((child) => (
          <li class="row" key={child.id}>
            <Light light={child.light} />
            <div class="grow">
              <Link to={`/tasks/${child.id}`}>{child.title}</Link>
              <p class="small">
                {told(child.kind)} · {told(child.state)} · {child.owner?.person?.name}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
