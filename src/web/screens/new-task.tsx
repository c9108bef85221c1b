import { useEffect, useRef, useState } from 'preact/hooks';
import { call, Refusal } from '../api/call.ts';
import type { FullTask, Me, PlannedTask, WorkflowInput } from '../api/shapes.ts';
import { useChoices } from '../api/use-choices.ts';
import { useResource } from '../api/use-resource.ts';
import { Form } from '../forms/form.tsx';
import { go, language, say, told } from '../page.ts';
import { Trouble } from '../parts/trouble.tsx';
import { whenOf } from '../parts/when.ts';

const PAUSE_MS = 400;

/** A new task of a workflow: its form, and beside it what would become of what is typed. */
export function NewTask({ me }: { readonly me: Me }) {
  const asked = new URLSearchParams(location.search).get('workflow');
  const workflow = asked ?? me.rights.submits[0];
  const declared = useResource<WorkflowInput>(
    workflow === undefined ? undefined : `/api/v1/workflows/${workflow}`,
  );
  const choices = useChoices(null);
  const [foretold, setForetold] = useState<PlannedTask | undefined>();
  const [trouble, setTrouble] = useState<string | undefined>();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function foretell(input: unknown): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      call<PlannedTask>('POST', '/api/v1/tasks?dryRun=true', { body: { workflow, input } }).then(
        ({ body }) => {
          setForetold(body);
          setTrouble(undefined);
        },
        (problem: unknown) => {
          setForetold(undefined);
          // A preview never blocks: what is wrong is said once it is sent.
          setTrouble(problem instanceof Refusal && problem.status === 422 ? problem.detail : undefined);
        },
      );
    }, PAUSE_MS);
  }

  async function send(input: unknown, key: string): Promise<void> {
    const { body } = await call<FullTask>('POST', '/api/v1/tasks', { body: { workflow, input }, key });
    go(`/tasks/${body.id}`);
  }

  if (declared.error !== undefined) return <Trouble error={declared.error} retry={declared.reload} />;
  if (declared.data === undefined || choices === undefined) return <p class="small">{say.loading}</p>;
  return (
    <>
      <h1>
        {say.newTask}: {told(declared.data.title)}
      </h1>
      <div class="columns">
        <section class="card">
          <Form
            key={workflow}
            schema={declared.data.input}
            choices={choices}
            draft={`onedoor-draft:new:${workflow}`}
            submitText={say.submit}
            below=""
            onSubmit={send}
            onFilled={foretell}
          />
        </section>
        <aside class="card" aria-live="polite">
          <h2>{say.preview}</h2>
          {trouble !== undefined && <p class="small">{trouble}</p>}
          {foretold?.routing && (
            <>
              <p>
                <strong>
                  {foretold.routing.kind === 'unit'
                    ? `${say.routedTo} ${foretold.routing.unit.name} · ${foretold.routing.owner.person.name}`
                    : say.toTriage}
                </strong>
              </p>
              <p>{told(foretold.routing.reason)}</p>
              {typeof foretold.dueAt === 'string' && (
                <p>
                  {say.due} {whenOf(foretold.dueAt, Date.now(), language)}
                </p>
              )}
              <ul>
                {foretold.warnings.map(({ pointer, code, message }) => (
                  <li key={pointer + code}>{message}</li>
                ))}
              </ul>
            </>
          )}
        </aside>
      </div>
    </>
  );
}
