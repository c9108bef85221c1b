import { useContext, useId } from 'preact/hooks';
import { say, told } from '../page.ts';
import { ChoicesContext } from './choices.ts';
import { criterionOf, itemOf, startOf } from './form-value.ts';
import { type FieldProps, Hint, Input, Option, Optional } from './input.tsx';
import { asked, fieldsOf, type JsonSchema, titleOf, wayOf } from './json-schema.ts';

/** One field of a form, whatever its schema asks for. */
export function Field(props: FieldProps) {
  const schema = asked(props.schema);
  if (schema.anyOf !== undefined) return <Ways {...props} schema={schema} />;
  if (schema.type === 'object') return <Group {...props} schema={schema} />;
  if (schema.type === 'array') return <List {...props} schema={schema} />;
  return <Input {...props} schema={schema} />;
}

/** The fields of an object, below its title where it has one. */
function Group({ schema, name, pointer, value, faults, onChange }: FieldProps) {
  const object = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const fields = fieldsOf(schema).map(([key, field]) => (
    <Field
      key={key}
      schema={field}
      name={key}
      pointer={`${pointer}/${key}`}
      required={schema.required?.includes(key) === true}
      value={object[key]}
      faults={faults}
      onChange={(part) => onChange({ ...object, [key]: part })}
    />
  ));
  if (schema.title === undefined) return <div class="fields">{fields}</div>;
  return (
    <fieldset class="fields">
      <legend>{told(titleOf(schema, name))}</legend>
      {fields}
    </fieldset>
  );
}

/** A way by the names of what it asks for. */
function nameOf(way: JsonSchema): string {
  return fieldsOf(way)
    .map(([key, field]) => told(titleOf(field, key)))
    .join(' · ');
}

/** The same without its title, which stands above it already. */
function untitled({ title: _title, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

/** Several ways to say the same: which one is picked first. */
function Ways(props: FieldProps) {
  const { schema, name, required, value, onChange } = props;
  const ways = schema.anyOf ?? [];
  const id = useId();
  const isEmpty = value === undefined || value === '';
  const picked = isEmpty ? -1 : wayOf(ways, value);
  const way = ways[picked];
  return (
    <fieldset class="fields">
      <legend>
        {told(titleOf(schema, name))} {!required && <Optional />}
      </legend>
      <Hint schema={schema} />
      <div class="options">
        {!required && <Option group={id} text="—" checked={picked === -1} onPick={() => onChange('')} />}
        {ways.map((one, index) => (
          <Option
            key={nameOf(one)}
            group={id}
            text={nameOf(one)}
            checked={picked === index}
            onPick={() =>
              onChange(Object.fromEntries(fieldsOf(one).map(([key, field]) => [key, startOf(field)])))
            }
          />
        ))}
      </div>
      {way && <Group {...props} schema={untitled(way)} />}
    </fieldset>
  );
}

/** A list: texts one a line, or items that can be added and taken away. */
function List(props: FieldProps) {
  const { schema, name, required, value, onChange } = props;
  const item = schema.items ?? {};
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  if (item.type !== 'object') return <Lines {...props} />;
  const most = schema.maxItems ?? Number.POSITIVE_INFINITY;
  return (
    <fieldset class="fields">
      <legend>
        {told(titleOf(schema, name))} {!required && <Optional />}
      </legend>
      <Hint schema={schema} />
      {items.map((one, index) => (
        // Items have no identity but their place: they are only added at the end.
        <Item
          key={index}
          {...props}
          index={index}
          value={one}
          onChange={(part) => onChange(items.map((other, at) => (at === index ? part : other)))}
          onRemove={
            items.length > (schema.minItems ?? 0)
              ? () => onChange(items.filter((_, at) => at !== index))
              : undefined
          }
        />
      ))}
      {items.length < most && (
        <button type="button" class="btn" onClick={() => onChange([...items, itemOf(item, items.length)])}>
          {say.add}
        </button>
      )}
    </fieldset>
  );
}

interface ItemProps extends FieldProps {
  readonly index: number;
  readonly onRemove: (() => void) | undefined;
}

function Item({ index, onRemove, ...props }: ItemProps) {
  const item = props.schema.items ?? {};
  const criterion = criterionOf(item);
  const criteria = useContext(ChoicesContext)['criterion'];
  const named = criterion === undefined ? undefined : (props.value as Record<string, unknown>)[criterion];
  const known = criteria?.find(({ value }) => value === named);
  const { [criterion ?? '']: _, ...rest } = item.properties ?? {};
  return (
    <div class="item">
      <p class="item-head">
        <strong>{known === undefined ? index + 1 : known.text}</strong>
        {onRemove && (
          <button type="button" class="btn plain" onClick={onRemove}>
            {say.remove}
          </button>
        )}
      </p>
      <Group
        {...props}
        schema={known === undefined ? item : { ...item, properties: rest }}
        name=""
        pointer={`${props.pointer}/${index}`}
      />
    </div>
  );
}

function Lines({ schema, value, onChange, ...props }: FieldProps) {
  const lines = Array.isArray(value) ? value.join('\n') : '';
  return (
    <Field
      {...props}
      schema={{
        ...schema,
        type: 'string',
        maxLength: 10_000,
        description: `${schema.description ?? ''} ${say.perLine}`.trim(),
        'x-description-en': `${schema['x-description-en'] ?? ''} ${say.perLine}`.trim(),
      }}
      value={lines}
      onChange={(text) => onChange(String(text) === '' ? [] : String(text).split('\n'))}
    />
  );
}
