import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { newKey, Refusal } from '../api/call.ts';
import { say } from '../page.ts';
import { Trouble } from '../parts/trouble.tsx';
import { type Choices, ChoicesContext } from './choices.ts';
import { Field } from './field.tsx';
import { filledIn, startOf } from './form-value.ts';
import { fieldsOf, type JsonSchema } from './json-schema.ts';

interface FormProps {
  readonly schema: JsonSchema;
  readonly choices: Choices;
  /** Under which what is typed is kept until it is sent: nothing is lost when the page is. */
  readonly draft: string;
  readonly submitText: string;
  /** The JSON Pointer below which the API names what was filled in. */
  readonly below: string;
  /** Sends it under a key; rejects with a refusal. */
  readonly onSubmit: (filled: unknown, key: string) => Promise<void>;
  readonly onCancel?: () => void;
  /** Told of everything that is filled in, for a preview. */
  readonly onFilled?: (filled: unknown) => void;
}

/** A form from a schema: what is typed is kept, each field says what is wrong with it, nothing is sent twice. */
export function Form({ schema, choices, draft, submitText, below, onSubmit, onCancel, onFilled }: FormProps) {
  const criteria = (choices['criterion'] ?? []).map(({ value }) => value);
  const [value, setValue] = useState<unknown>(() => draftOf(draft) ?? startOf(schema, criteria));
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  // Before the next frame: who reloads at once has lost nothing.
  useLayoutEffect(() => {
    sessionStorage.setItem(draft, JSON.stringify(value));
  }, [value]);
  useEffect(() => {
    onFilled?.(filledIn(schema, value) ?? {});
  }, [value]);

  async function send(): Promise<void> {
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit(filledIn(schema, value) ?? {}, key);
      sessionStorage.removeItem(draft);
    } catch (problem) {
      setError(problem);
      // What was refused was answered: another try is another act.
      if (problem instanceof Refusal) setKey(newKey());
    } finally {
      setBusy(false);
    }
  }

  const faults = error instanceof Refusal ? faultsOf(error, below) : {};
  return (
    <ChoicesContext.Provider value={choices}>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void send();
        }}
      >
        <Trouble error={error} />
        {fieldsOf(schema).map(([name, field]) => (
          <Field
            key={name}
            schema={field}
            name={name}
            pointer={`/${name}`}
            required={schema.required?.includes(name) === true}
            value={(value as Record<string, unknown>)[name]}
            faults={faults}
            onChange={(part) => setValue((before: unknown) => ({ ...(before as object), [name]: part }))}
          />
        ))}
        <div class="buttons">
          <button type="submit" class="btn primary" aria-busy={busy}>
            {busy ? say.sending : submitText}
          </button>
          {onCancel && (
            <button type="button" class="btn" onClick={onCancel}>
              {say.cancel}
            </button>
          )}
        </div>
      </form>
    </ChoicesContext.Provider>
  );
}

function draftOf(key: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function faultsOf({ errors }: Refusal, below: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    errors.map(({ pointer, message }) => [
      pointer.startsWith(below) ? pointer.slice(below.length) : pointer,
      message,
    ]),
  );
}
