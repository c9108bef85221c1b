import { useState } from 'preact/hooks';
import { call, newKey } from '../api/call.ts';
import type { Action, ClockOf, FullTask, TimelineEntry } from '../api/shapes.ts';
import { useResource } from '../api/use-resource.ts';
import { needsNothing } from '../forms/needs-nothing.ts';
import { go, language, say, told } from '../page.ts';
import { ClockBar } from '../parts/clock-bar.tsx';
import { Light } from '../parts/light.tsx';
import { Link } from '../parts/link.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { whenOf } from '../parts/when.ts';
import { Children } from './children.tsx';
import { Timeline } from './timeline.tsx';

/** One task: who answers now, what can be done, where the time went and what has been. */
export function Task({ id }: { readonly id: string }) {
  const path = `/api/v1/tasks/${id}`;
  const task = useResource<FullTask>(path, { live: true });
  const revision = task.data?.revision;
  const clock = useResource<ClockOf>(revision === undefined ? undefined : `${path}/clock`, { as: revision });
  const timeline = useResource<{ readonly items: readonly TimelineEntry[] }>(
    revision === undefined ? undefined : `${path}/timeline?limit=200`,
    { as: revision },
  );
  const nowMs = Date.now();
  if (task.data === undefined) {
    return task.error === undefined ? (
      <p class="small">{say.loading}</p>
    ) : (
      <Trouble error={task.error} retry={task.reload} />
    );
  }
  const { data } = task;
  const matter = matterOf(data);
  return (
    <>
      <Link to="/desk" class="small">
        ← {say.desk}
      </Link>
      <h1>
        {data.title} <Light light={data.light} />
      </h1>
      <p>
        <strong>
          {say.answers}: {data.owner?.person?.name ?? '—'}
        </strong>{' '}
        {data.unit?.name} · {told(data.state)}
        {data.dueAt !== null && ` · ${say.due} ${whenOf(data.dueAt, nowMs, language)}`}{' '}
        <span class="small">{data.number}</span>
      </p>
      {data.act && <p>{told(data.act.words)}</p>}
      <Actions task={data} onDone={task.reload} />
      <div class="columns">
        <div>
          {clock.data && (
            <section class="card" aria-labelledby="clock">
              <h2 id="clock">{say.clock}</h2>
              <ClockBar clock={clock.data} />
            </section>
          )}
          <Children id={data.id} revision={data.revision} />
          <section class="card" aria-labelledby="timeline">
            <h2 id="timeline">{say.timeline}</h2>
            <Trouble error={timeline.error} retry={timeline.reload} />
            <Timeline entries={timeline.data?.items ?? []} task={data.id} nowMs={nowMs} />
          </section>
        </div>
        <aside>
          {matter.goal !== undefined && (
            <section class="card" aria-labelledby="goal">
              <h2 id="goal">{say.goal}</h2>
              <p>{matter.goal}</p>
            </section>
          )}
          {matter.criteria.length > 0 && (
            <section class="card" aria-labelledby="criteria">
              <h2 id="criteria">{say.criteria}</h2>
              <ol>
                {matter.criteria.map((one) => (
                  <li key={one.id}>{one.text}</li>
                ))}
              </ol>
            </section>
          )}
          <Routed entries={timeline.data?.items ?? []} task={data.id} />
          {data.ladder && data.ladder.toCome.length > 0 && (
            <section class="card" aria-labelledby="ladder">
              <h2 id="ladder">{say.ladder}</h2>
              <ul class="plain">
                {data.ladder.toCome.slice(0, 4).map((rung) => (
                  <li key={rung.key}>
                    {told(rung.title)} <span class="small">{whenOf(rung.at, nowMs, language)}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}

function Actions({ task, onDone }: { readonly task: FullTask; readonly onDone: () => void }) {
  const [busy, setBusy] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const actions = task.actions as readonly Action[];
  const allowed = actions.filter((one) => one.allowed);
  const first = allowed.find(({ type }) => type === task.act?.code);
  const ordered = first === undefined ? allowed : [first, ...allowed.filter((one) => one !== first)];
  const refused = actions.filter((one) => !one.allowed && one.reason !== undefined);

  async function act(action: Action): Promise<void> {
    if (!needsNothing(action)) {
      go(`/tasks/${task.id}/do/${action.type}`);
      return;
    }
    setBusy(action.type);
    setError(undefined);
    const asking = { body: { type: action.type }, key: newKey(), revision: task.revision };
    await call('POST', `/api/v1/tasks/${task.id}/events`, asking).catch(setError);
    setBusy(undefined);
    onDone();
  }

  return (
    <section class="card actions" aria-label={say.actions}>
      <Trouble error={error} />
      <div class="buttons">
        {ordered.map((action) => (
          <button
            key={action.type}
            type="button"
            class={`btn ${action === first ? 'primary' : ''}`}
            aria-busy={busy === action.type}
            onClick={() => void (busy === undefined ? act(action) : undefined)}
          >
            {busy === action.type ? say.sending : told(action.title)}
          </button>
        ))}
        {ordered.length === 0 && <p>{say.noActions}</p>}
      </div>
      {refused.length > 0 && (
        <details>
          <summary class="small">{say.notNow}</summary>
          <ul>
            {refused.map(({ type, title, reason }) => (
              <li key={type}>
                {told(title)}: {reason && told(reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface Reason {
  readonly sentence?: { readonly zh: string; readonly en: string };
  readonly runnersUp?: readonly {
    readonly unit: string;
    readonly name: string;
    readonly why?: { readonly zh: string; readonly en: string };
  }[];
  readonly counterfactuals?: readonly { readonly sentence: { readonly zh: string; readonly en: string } }[];
}

/** Why the task came to where it is, as the log has it. */
function Routed({ entries, task }: { readonly entries: readonly TimelineEntry[]; readonly task: string }) {
  const routed = entries.reduce<TimelineEntry | undefined>(
    (last, entry) => (entry.task.id === task && entry.data?.['reason'] instanceof Object ? entry : last),
    undefined,
  );
  const reason = routed?.data?.['reason'] as Reason | undefined;
  if (reason?.sentence === undefined) return null;
  return (
    <section class="card" aria-labelledby="why">
      <h2 id="why">{say.why}</h2>
      <p>{told(reason.sentence)}</p>
      {(reason.runnersUp?.length ?? 0) > 0 && (
        <p class="small">
          {say.runnersUp}: {reason.runnersUp?.map(({ name }) => name).join('、')}
        </p>
      )}
      {(reason.counterfactuals?.length ?? 0) > 0 && (
        <details>
          <summary class="small">{say.otherwise}</summary>
          <ul>
            {reason.counterfactuals?.map(({ sentence }) => (
              <li key={sentence.zh}>{told(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The goal and the criteria of a task, where its workflow has such. */
export function matterOf(task: FullTask): {
  readonly goal: string | undefined;
  readonly criteria: readonly { readonly id: string; readonly text: string }[];
} {
  const context = task.context as {
    readonly matter?: { readonly goal?: string };
    readonly text?: string;
    readonly criteria?: readonly { readonly id: string; readonly text: string }[];
  };
  return { goal: context.matter?.goal ?? context.text, criteria: context.criteria ?? [] };
}
