import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { call, Refusal } from '../api/call.ts';
import type { Me } from '../api/shapes.ts';
import { base, language, pathNow, say, switchLanguage, told } from '../page.ts';
import { Link } from './link.tsx';
import { Trouble } from './trouble.tsx';

interface ShellProps {
  readonly me: Me;
  readonly demo: boolean;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** What stands around every page of somebody who signed in. */
export function Shell({ me, demo, title, children }: ShellProps) {
  useEffect(() => {
    document.title = `${title} · ${say.product}`;
  }, [title]);
  const [trouble, setTrouble] = useState<unknown>();
  const path = pathNow();
  const seat = me.seats.find(({ id }) => me.principal === `seat:${id}`);
  return (
    <>
      <header>
        {demo && <p class="demo">{say.demo}</p>}
        <div class="top">
          <Link to="/desk" class="brand">
            {say.product}
          </Link>
          <nav aria-label={say.product}>
            <Link to="/desk" current={path === '/desk'}>
              {say.desk}
            </Link>
            <Link to="/tasks" current={path === '/tasks'}>
              {say.tasks}
            </Link>
            {me.rights.submits.length > 0 && (
              <Link to="/tasks/new" current={path === '/tasks/new'}>
                {say.newTask}
              </Link>
            )}
          </nav>
          <div class="who">
            {seat && <span class="seat">{told(seat.name)}</span>}
            <span>{me.name}</span>
            <button
              type="button"
              class="btn plain"
              onClick={switchLanguage}
              lang={language === 'zh' ? 'en' : 'zh-CN'}
            >
              {language === 'zh' ? 'English' : '中文'}
            </button>
            {demo && (
              <Link to="/sign-in" class="btn plain">
                {say.changeRole}
              </Link>
            )}
            <button type="button" class="btn plain" onClick={() => void signOut().catch(setTrouble)}>
              {say.signOut}
            </button>
          </div>
        </div>
      </header>
      <main class="page" tabIndex={-1}>
        <Trouble error={trouble} />
        {children}
      </main>
    </>
  );
}

/** Who could not be signed out stays where they are and is told: the next at this screen would be them. */
async function signOut(): Promise<void> {
  await call('POST', '/api/v1/sign-out', { body: {} }).catch((error: unknown) => {
    if (!(error instanceof Refusal && error.status === 401)) throw error;
  });
  location.assign(`${base}/sign-in`);
}
