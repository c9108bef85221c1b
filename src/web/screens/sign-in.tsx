import { useEffect, useState } from 'preact/hooks';
import { call, Refusal } from '../api/call.ts';
import { useResource } from '../api/use-resource.ts';
import { language, say, switchLanguage, told } from '../page.ts';
import { Trouble } from '../parts/trouble.tsx';
import type { Words } from '../words.ts';

interface Ways {
  readonly password: boolean;
  readonly demo?: {
    readonly roles: readonly {
      readonly role: string;
      readonly title: Words;
      readonly seat: { readonly id: string; readonly name: Words };
      readonly person: string;
      readonly hint: Words;
    }[];
  };
}

/** Where people come in: by name and password, by an invitation, or in a demo by taking a role. */
export function SignIn({ onEntered }: { readonly onEntered: () => void }) {
  const ways = useResource<Ways>('/api/v1/sign-in');
  const invitation = new URLSearchParams(location.search).get('invitation');
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    document.title = `${say.signIn} · ${say.product}`;
  }, []);

  async function enter(path: string, body: unknown): Promise<void> {
    setError(undefined);
    await call('POST', path, { body }).then(onEntered, setError);
  }

  const demo = ways.data?.demo;
  return (
    <main class="sign-in" tabIndex={-1}>
      <header>
        <h1>{say.product}</h1>
        <button
          type="button"
          class="btn plain"
          onClick={switchLanguage}
          lang={language === 'zh' ? 'en' : 'zh-CN'}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
      </header>
      <Trouble error={error ?? ways.error} retry={ways.error === undefined ? undefined : ways.reload} />
      {ways.data?.password === false && demo === undefined && <p class="card">{say.noWay}</p>}
      {demo && invitation === null && (
        <section aria-labelledby="roles">
          <h2 id="roles">{say.pickRole}</h2>
          <p class="small">{say.pickRoleWhy}</p>
          <ul class="cards">
            {demo.roles.map(({ role, title, seat, person, hint }) => (
              <li key={role}>
                <button
                  type="button"
                  class="card role"
                  onClick={() => void enter('/api/v1/sign-in/demo', { seat: seat.id })}
                >
                  <strong>{told(title)}</strong>
                  <span>{person}</span>
                  <span class="small">{told(seat.name)}</span>
                  <span>{told(hint)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {invitation !== null ? (
        <Invited
          onSend={(password) => enter('/api/v1/sign-in/invitation', { token: invitation, password })}
        />
      ) : (
        ways.data?.password === true &&
        demo === undefined && <ByPassword error={error} onSend={(body) => enter('/api/v1/sign-in', body)} />
      )}
    </main>
  );
}

function Invited({ onSend }: { readonly onSend: (password: string) => Promise<void> }) {
  return (
    <section aria-labelledby="invited">
      <h2 id="invited">{say.invited}</h2>
      <p>{say.invitedWhy}</p>
      <Fields
        fields={[
          {
            name: 'password',
            label: say.newPassword,
            type: 'password',
            hint: say.passwordRules,
            autocomplete: 'new-password',
          },
        ]}
        onSend={({ password }) => onSend(password ?? '')}
      />
    </section>
  );
}

interface Entering {
  readonly login: string;
  readonly password: string;
  readonly newPassword?: string;
}

function ByPassword({
  error,
  onSend,
}: {
  readonly error: unknown;
  readonly onSend: (body: Entering) => Promise<void>;
}) {
  const hasExpired = error instanceof Refusal && ['password-expired', 'password-weak'].includes(error.code);
  const fields: readonly FieldOf[] = [
    { name: 'login', label: say.login, type: 'text', autocomplete: 'username' },
    { name: 'password', label: say.password, type: 'password', autocomplete: 'current-password' },
    ...(hasExpired
      ? [
          {
            name: 'newPassword',
            label: say.newPassword,
            type: 'password',
            hint: say.passwordRules,
            autocomplete: 'new-password',
          } as const,
        ]
      : []),
  ];
  return (
    <section aria-labelledby="by-password">
      <h2 id="by-password">{say.signIn}</h2>
      <Fields
        fields={fields}
        onSend={({ login = '', password = '', newPassword }) =>
          onSend({ login, password, ...(newPassword !== undefined && newPassword !== '' && { newPassword }) })
        }
      />
    </section>
  );
}

interface FieldOf {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly hint?: string;
  readonly autocomplete: string;
}

/** What was typed in a field of a form. */
function typed(form: HTMLFormElement, name: string): string {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value : '';
}

function Fields({
  fields,
  onSend,
}: {
  readonly fields: readonly FieldOf[];
  readonly onSend: (filled: Readonly<Record<string, string>>) => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        const filled = Object.fromEntries(fields.map(({ name }) => [name, typed(event.currentTarget, name)]));
        setBusy(true);
        void onSend(filled).finally(() => setBusy(false));
      }}
    >
      {fields.map(({ name, label, type, hint, autocomplete }) => (
        <div class="field" key={name}>
          <label for={name}>{label}</label>
          {type === 'password' ? (
            <input
              id={name}
              name={name}
              type="password"
              autocomplete={autocomplete}
              required
              aria-describedby={`${name}-hint`}
            />
          ) : (
            <input
              id={name}
              name={name}
              type="text"
              autocomplete={autocomplete}
              required
              aria-describedby={`${name}-hint`}
            />
          )}
          <p class="small" id={`${name}-hint`}>
            {hint}
          </p>
        </div>
      ))}
      <div class="buttons">
        <button type="submit" class="btn primary" aria-busy={busy}>
          {say.enter}
        </button>
      </div>
    </form>
  );
}
