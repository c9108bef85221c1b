import { useState } from 'preact/hooks';
import { call, newKey } from '../api/call.ts';
import type { FullTask, Inbox, InboxItem } from '../api/shapes.ts';
import { useResource } from '../api/use-resource.ts';
import { needsNothing } from '../forms/needs-nothing.ts';
import { go, language, say, told } from '../page.ts';
import { Light } from '../parts/light.tsx';
import { Link } from '../parts/link.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { GROUPS, groupOf, whenOf } from '../parts/when.ts';

/** What waits for the person, by when their seat must act. */
export function Desk() {
  const [acting, setActing] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const inbox = useResource<Inbox>('/api/v1/inbox?limit=200', { live: true });
  const nowMs = Date.now();
  const items = inbox.data?.items ?? [];
  const first = items.find(({ id }) => id === inbox.data?.next?.id);

  async function act(item: InboxItem): Promise<void> {
    setActing(item.id);
    setError(undefined);
    try {
      await actOrOpen(item);
      inbox.reload();
    } catch (problem) {
      setError(problem);
      inbox.reload();
    } finally {
      setActing(undefined);
    }
  }

  return (
    <>
      <h1>{say.desk}</h1>
      <Trouble error={error ?? inbox.error} retry={inbox.error === undefined ? undefined : inbox.reload} />
      {inbox.data === undefined && inbox.error === undefined && <p class="small">{say.loading}</p>}
      {first && inbox.data?.next && (
        <section class="card next" aria-labelledby="first">
          <Light light={first.light} />
          <div class="grow">
            <h2 id="first">
              {say.doFirst}: <Link to={`/tasks/${first.id}`}>{first.title}</Link>{' '}
              <span class="small number">{first.number}</span>
            </h2>
            <p>{told(inbox.data.next.why)}</p>
          </div>
          <Act item={first} busy={acting === first.id} onAct={act} primary />
        </section>
      )}
      {inbox.data !== undefined && items.length === 0 && (
        <div class="card empty">
          <h2>{say.nothing}</h2>
          <p>{say.nothingWhy}</p>
        </div>
      )}
      {GROUPS.map((group) => {
        const those = items.filter(({ act: next, dueAt }) => groupOf(next?.by ?? dueAt, nowMs) === group);
        if (those.length === 0) return null;
        return (
          <section key={group} aria-label={say[group]}>
            <h2 class="group">
              {say[group]} · {those.length}
            </h2>
            <ul class="rows">
              {those.map((item) => (
                <Row key={item.id} item={item} nowMs={nowMs} busy={acting === item.id} onAct={act} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

interface RowProps {
  readonly item: InboxItem;
  readonly nowMs: number;
  readonly busy: boolean;
  readonly onAct: (item: InboxItem) => Promise<void>;
}

function Row({ item, nowMs, busy, onAct }: RowProps) {
  const { act, dueAt, sections } = item;
  return (
    <li class="row">
      <Light light={item.light} />
      <div class="grow">
        <Link to={`/tasks/${item.id}`} class="row-title">
          {item.title}
        </Link>{' '}
        <span class="small">
          {item.number} · {item.kind[language]} · {item.unit?.name}
        </span>
        <p>{act ? told(act.words) : told(item.state)}</p>
      </div>
      {sections !== null && sections !== undefined && sections.total > 0 && (
        <span class="small">
          {say.sections} {sections.finished}/{sections.total}
        </span>
      )}
      <span class="small">
        {dueAt === null ? say.light.none : `${say.due} ${whenOf(dueAt, nowMs, language)}`}
      </span>
      <Act item={item} busy={busy} onAct={onAct} />
    </li>
  );
}

interface ActProps {
  readonly item: InboxItem;
  readonly busy: boolean;
  readonly primary?: boolean;
  readonly onAct: (item: InboxItem) => Promise<void>;
}

/** The one thing that is next: done at once where nothing has to be said, else its form is opened. */
function Act({ item, busy, primary, onAct }: ActProps) {
  const action = nextAction(item);
  if (action === undefined) {
    return (
      <Link to={`/tasks/${item.id}`} class="btn">
        {say.look}
      </Link>
    );
  }
  return (
    <button
      type="button"
      class={`btn ${primary === true || action.type === item.act?.code ? 'primary' : ''}`}
      aria-busy={busy}
      onClick={() => void (busy ? undefined : onAct(item))}
    >
      {busy ? say.sending : told(action.title)}
    </button>
  );
}

function nextAction({ actions, act }: InboxItem) {
  return actions.find(({ type }) => type === act?.code) ?? (actions.length === 1 ? actions[0] : undefined);
}

async function actOrOpen(item: InboxItem): Promise<void> {
  const action = nextAction(item);
  if (action === undefined) return;
  const { body: task } = await call<FullTask>('GET', `/api/v1/tasks/${item.id}`);
  const { type } = action;
  const known = task.actions.find((one) => one.type === type);
  if (known === undefined || !known.allowed || !needsNothing(known)) {
    go(`/tasks/${item.id}/do/${type}`);
    return;
  }
  await call('POST', `/api/v1/tasks/${item.id}/events`, {
    body: { type },
    key: newKey(),
    revision: item.revision,
  });
}
