import { useState } from 'preact/hooks';
import type { TaskItem } from '../api/shapes.ts';
import { useResource } from '../api/use-resource.ts';
import { base, go, language, say, told } from '../page.ts';
import { Light } from '../parts/light.tsx';
import { Link } from '../parts/link.tsx';
import { Trouble } from '../parts/trouble.tsx';
import { whenOf } from '../parts/when.ts';

interface Page {
  readonly items: readonly TaskItem[];
  readonly nextCursor?: string;
}

const LIGHTS = ['red', 'yellow', 'green'] as const;

/** The ledger of tasks that the person may read; the address holds the filters. */
export function Tasks() {
  const asked = new URLSearchParams(location.search);
  const page = useResource<Page>(
    `/api/v1/tasks?${asked.toString() === '' ? 'status=open' : asked.toString()}`,
  );
  const [text, setText] = useState(asked.get('text') ?? '');
  const nowMs = Date.now();

  function look(changes: Readonly<Record<string, string | undefined>>): void {
    const next = new URLSearchParams(asked);
    next.delete('cursor');
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') next.delete(name);
      else next.set(name, value);
    }
    go(`/tasks${next.toString() === '' ? '' : `?${next.toString()}`}`);
  }

  return (
    <>
      <h1>{say.tasks}</h1>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          look({ text });
        }}
      >
        <label class="hidden" for="text">
          {say.search}
        </label>
        <input
          id="text"
          type="search"
          placeholder={say.search}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="btn">
          {say.filter}
        </button>
        <div class="chips">
          <Chip
            text={say.all}
            on={asked.get('light') === null && asked.get('status') !== 'closed'}
            onPick={() => look({ light: undefined, status: undefined })}
          />
          {LIGHTS.map((light) => (
            <Chip
              key={light}
              text={say.light[light]}
              on={asked.get('light') === light}
              onPick={() => look({ light, status: undefined })}
            />
          ))}
          <Chip
            text={say.closed}
            on={asked.get('status') === 'closed'}
            onPick={() => look({ light: undefined, status: 'closed' })}
          />
        </div>
      </form>
      <Trouble error={page.error} retry={page.reload} />
      {page.data === undefined && page.error === undefined && <p class="small">{say.loading}</p>}
      {page.data?.items.length === 0 && (
        <div class="card empty">
          <h2>{say.nothingFound}</h2>
        </div>
      )}
      <ul class="rows">
        {page.data?.items.map((item) => (
          <li class="row" key={item.id}>
            <Light light={item.light} />
            <div class="grow">
              <Link to={`/tasks/${item.id}`} class="row-title">
                {item.title}
              </Link>{' '}
              <span class="small number">{item.number}</span>
              <p>
                {told(item.state)} · {item.unit?.name} · {item.owner?.person?.name}
              </p>
            </div>
            <span class="small">
              {item.dueAt === null ? '' : `${say.due} ${whenOf(item.dueAt, nowMs, language)}`}
            </span>
          </li>
        ))}
      </ul>
      {page.data?.nextCursor !== undefined && (
        <a
          class="btn"
          href={`${base}/tasks?${new URLSearchParams([...asked, ['cursor', page.data.nextCursor]]).toString()}`}
        >
          {say.more}
        </a>
      )}
    </>
  );
}

function Chip({
  text,
  on,
  onPick,
}: {
  readonly text: string;
  readonly on: boolean;
  readonly onPick: () => void;
}) {
  return (
    <button type="button" class="chip" aria-pressed={on} onClick={onPick}>
      {text}
    </button>
  );
}
