import { useState } from 'preact/hooks';
import { call, Refusal } from '../api/call.ts';
import type { Action, FullTask } from '../api/shapes.ts';
import { useChoices } from '../api/use-choices.ts';
import { useResource } from '../api/use-resource.ts';
import { Form } from '../forms/form.tsx';
import { go, say, told } from '../page.ts';
import { Link } from '../parts/link.tsx';
import { Trouble } from '../parts/trouble.tsx';

/** The form of one action of a task. What is typed stays through another person's change and a lost connection. */
export function Act({ id, type }: { readonly id: string; readonly type: string }) {
  const task = useResource<FullTask>(`/api/v1/tasks/${id}`);
  const [seen, setSeen] = useState<FullTask | undefined>();
  const [isStale, setStale] = useState(false);
  const data = seen ?? task.data;
  const choices = useChoices(data);
  if (data === undefined || choices === undefined) {
    return task.error === undefined ? (
      <p class="small">{say.loading}</p>
    ) : (
      <Trouble error={task.error} retry={task.reload} />
    );
  }
  const action = (data.actions as readonly Action[]).find((one) => one.type === type);
  const title = action === undefined ? type : told(action.title);

  async function send(filled: unknown, key: string): Promise<void> {
    const body = { type, ...(Object.keys(filled as object).length > 0 && { data: filled }) };
    try {
      await call('POST', `/api/v1/tasks/${id}/events`, { body, key, revision: data?.revision ?? 0 });
    } catch (problem) {
      if (problem instanceof Refusal && problem.status === 412) {
        setStale(true);
        setSeen((await call<FullTask>('GET', `/api/v1/tasks/${id}`)).body);
      }
      throw problem;
    }
    go(`/tasks/${id}`);
  }

  return (
    <>
      <Link to={`/tasks/${id}`} class="small">
        ← {data.title}
      </Link>
      <h1>{title}</h1>
      {isStale && (
        <p class="card stale" role="status">
          {say.stale} <Link to={`/tasks/${id}`}>{say.look}</Link>
        </p>
      )}
      {action?.allowed !== true && action?.reason && <p class="card">{told(action.reason)}</p>}
      {action?.schema !== undefined && (
        <section class="card">
          <Form
            schema={action.schema}
            choices={choices}
            draft={`onedoor-draft:${id}:${type}`}
            submitText={isStale ? say.sendAnyway : title}
            below="/data"
            onSubmit={send}
            onCancel={() => go(`/tasks/${id}`)}
          />
        </section>
      )}
    </>
  );
}
