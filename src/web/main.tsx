import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { actAs, Refusal } from './api/call.ts';
import type { Me } from './api/shapes.ts';
import { useResource } from './api/use-resource.ts';
import { ownPath } from './own-path.ts';
import { base, go, language, pathNow, say } from './page.ts';
import { Link } from './parts/link.tsx';
import { Shell } from './parts/shell.tsx';
import { Trouble } from './parts/trouble.tsx';
import { Act } from './screens/act.tsx';
import { Desk } from './screens/desk.tsx';
import { NewTask } from './screens/new-task.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { Task } from './screens/task.tsx';
import { Tasks } from './screens/tasks.tsx';

/** The page of the present address; follows where people go. */
function App() {
  const [, setAddress] = useState(location.href);
  const path = pathNow();
  useEffect(() => {
    const follow = () => {
      setAddress(location.href);
      scrollTo(0, 0);
      document.querySelector('main')?.focus({ preventScroll: true });
    };
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  if (path === '/sign-in') {
    const to = ownPath(new URLSearchParams(location.search).get('to'));
    return <SignIn onEntered={() => location.assign(base + to)} />;
  }
  return <SignedIn path={path} />;
}

function SignedIn({ path }: { readonly path: string }) {
  const me = useResource<Me & { readonly key: { readonly label: string } }>('/api/v1/me');
  const ways = useResource<{ readonly demo?: unknown }>('/api/v1/sign-in');
  const isOut = me.error instanceof Refusal && me.error.status === 401;
  useEffect(() => {
    if (isOut) go(`/sign-in?to=${encodeURIComponent(path + location.search)}`, { replace: true });
  }, [isOut]);
  if (me.data === undefined) {
    return (
      <main class="page">
        {me.error !== undefined && !isOut && <Trouble error={me.error} retry={me.reload} />}
      </main>
    );
  }
  actAs(me.data.principal.replace(/^seat:/, ''));
  const { title, screen } = screenOf(path, me.data);
  return (
    <Shell me={me.data} demo={ways.data?.demo !== undefined} title={title}>
      {screen}
    </Shell>
  );
}

function screenOf(path: string, me: Me) {
  const [, first, id = '', act, type = ''] = path.split('/');
  if (path === '/' || path === '/desk') return { title: say.desk, screen: <Desk /> };
  if (path === '/tasks') return { title: say.tasks, screen: <Tasks key={location.search} /> };
  if (path === '/tasks/new') return { title: say.newTask, screen: <NewTask me={me} /> };
  if (first === 'tasks' && act === 'do')
    return { title: say.open, screen: <Act key={path} id={id} type={type} /> };
  if (first === 'tasks' && act === undefined) return { title: say.task, screen: <Task key={id} id={id} /> };
  return {
    title: say.notFound,
    screen: (
      <div class="card empty">
        <h1>{say.notFound}</h1>
        <Link to="/desk">{say.home}</Link>
      </div>
    ),
  };
}

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
const root = document.getElementById('root');
if (root !== null) render(<App />, root);
