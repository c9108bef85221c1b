import { useContext, useId } from 'preact/hooks';
import { say, told } from '../page.ts';
import { ChoicesContext } from './choices.ts';
import { hintOf, type JsonSchema, titleOf } from './json-schema.ts';

export interface FieldProps {
  readonly schema: JsonSchema;
  /** The last part of its path, for a field without a title. */
  readonly name: string;
  /** A JSON Pointer within what is filled in. */
  readonly pointer: string;
  readonly required: boolean;
  readonly value: unknown;
  readonly faults: Readonly<Record<string, string>>;
  readonly onChange: (value: unknown) => void;
}

/** What one value is typed or picked in. */
export function Input({ schema, name, pointer, required, value, faults, onChange }: FieldProps) {
  const id = useId();
  const choices = useContext(ChoicesContext)[schema['x-refers-to']?.kind ?? ''];
  const fault = faults[pointer];
  const text =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';
  const common = {
    id,
    required,
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-more`,
    value: text,
    onInput: (event: Event) => onChange((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>
        {told(titleOf(schema, name))} {!required && <Optional />}
      </label>
      {control(schema, common, { id, text, required, choices, onChange })}
      <div id={`${id}-more`}>
        <Hint schema={schema} />
        {fault !== undefined && <p class="fault">{fault}</p>}
      </div>
    </div>
  );
}

interface Around {
  readonly id: string;
  readonly text: string;
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly text: string }[] | undefined;
  readonly onChange: (value: unknown) => void;
}

function control(schema: JsonSchema, common: object, { id, text, required, choices, onChange }: Around) {
  if (schema.type === 'boolean') {
    return (
      <input id={id} type="checkbox" checked={text === 'true'} onChange={() => onChange(text !== 'true')} />
    );
  }
  const options = schema.enum?.map((value) => ({
    value,
    text: told(schema['x-titles']?.[value] ?? { zh: value, en: value }),
  }));
  const listed = options ?? (choices !== undefined && choices.length <= 60 ? choices : undefined);
  if (listed !== undefined) {
    return (
      <select {...common}>
        {(!required || text === '') && <option value="">{required ? say.choose : '—'}</option>}
        {listed.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    );
  }
  if (choices !== undefined) {
    return (
      <>
        <input {...common} list={`${id}-list`} autocomplete="off" />
        <datalist id={`${id}-list`}>
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </datalist>
      </>
    );
  }
  if (schema.format === 'date') return <input {...common} type="date" />;
  if (schema.type === 'integer' || schema.type === 'number') {
    return <input {...common} type="number" min={schema.minimum} max={schema.maximum} />;
  }
  if ((schema.maxLength ?? 0) > 200) return <textarea {...common} rows={3} maxLength={schema.maxLength} />;
  return <input {...common} maxLength={schema.maxLength} autocomplete="off" />;
}

/** Says that a field may be left empty. */
export function Optional() {
  return <span class="small">{say.optional}</span>;
}

/** What helps with a field. */
export function Hint({ schema }: { readonly schema: JsonSchema }) {
  const hint = hintOf(schema);
  return hint === undefined ? null : <p class="small">{told(hint)}</p>;
}

interface OptionProps {
  readonly group: string;
  readonly text: string;
  readonly checked: boolean;
  readonly onPick: () => void;
}

export function Option({ group, text, checked, onPick }: OptionProps) {
  return (
    <label class="option">
      <input type="radio" name={group} checked={checked} onChange={onPick} /> {text}
    </label>
  );
}
