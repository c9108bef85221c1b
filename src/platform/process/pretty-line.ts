const COLOURS: Readonly<Record<string, number>> = { debug: 90, info: 36, warn: 33, error: 31, fatal: 35 };
const SHOWN_ELSEWHERE = new Set(['level', 'time', 'role', 'msg', 'err', 'error']);

/** Turns a JSON log line into one coloured line for a terminal, with an error's stack below it. */
export function prettyLine(json: string): string {
  const record: unknown = JSON.parse(json);
  if (typeof record !== 'object' || record === null) return json;
  const fields = new Map<string, unknown>(Object.entries(record));
  const text = (name: string): string => textOf(fields.get(name) ?? '');
  const time = text('time').slice(11, 23);
  const level = text('level');
  const rest = [...fields]
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => ` ${paint(90, `${name}=`)}${textOf(value)}`);
  const head = `${paint(90, time)} ${paint(COLOURS[level] ?? 0, level.padEnd(5))} ${text('role')}: ${text('msg')}`;
  const trouble = fields.get('err') ?? fields.get('error');
  return `${head}${rest.join('')}${trouble === undefined ? '' : `\n    ${stackOf(trouble)}`}\n`;
}

function paint(colour: number, text: string): string {
  return `\u001B[${colour}m${text}\u001B[0m`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function stackOf(trouble: unknown): string {
  if (typeof trouble === 'object' && trouble !== null && 'stack' in trouble) return textOf(trouble.stack);
  return textOf(trouble);
}
