/** What must be shown to be done, as the workflow takes it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
}

/** `1. …`, `（2）…`, `③…` and, for ids that are no numbers, `【c-1】…`. */
const MARK = /^\s*(?:【([^】]{1,40})】|[（(](\d{1,3})[）)]|(\d{1,3})\s*(?:[.．、:：)）](?!\d))|([①-⑳]))\s*/u;

/** Stands before a line that goes on with a criterion and would else read as the next one. */
const GOES_ON = '· ';
const WRITTEN_ON = /^(?:· )+/u;

/** Reads a cell of criteria: one a numbered line; without numbers, the whole is one criterion. */
export function readCriteria(cell: string): readonly Criterion[] {
  const criteria: { id: string; text: string }[] = [];
  const lines = cell.split('\n');
  const isNumbered = lines.some(isMarked);
  for (const line of lines) {
    const mark = MARK.exec(line);
    const open = criteria.at(-1);
    if (mark !== null) criteria.push({ id: idOf(mark), text: line.slice(mark[0].length) });
    else if (open === undefined) criteria.push({ id: '1', text: line });
    else open.text += `\n${isNumbered && readsOn(line) ? line.slice(GOES_ON.length) : line}`;
  }
  return criteria.map(({ id, text }) => ({ id, text: text.trim() })).filter(({ text }) => text !== '');
}

/** The cell that `readCriteria` reads the same criteria from. */
export function criteriaCell(criteria: readonly Criterion[]): string {
  const [only] = criteria;
  if (criteria.length === 1 && only?.id === '1' && !only.text.split('\n').some(isMarked)) return only.text;
  return criteria
    .map(({ id, text }) =>
      /^\d{1,3}$/.test(id) ? `${id}. ${writtenOn(text)}` : `【${id}】${writtenOn(text)}`,
    )
    .join('\n');
}

function writtenOn(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return [first, ...rest.map((line) => (isMarked(line) || readsOn(line) ? `${GOES_ON}${line}` : line))].join(
    '\n',
  );
}

/** True for a line that was kept from reading as the next criterion. */
function readsOn(line: string): boolean {
  return WRITTEN_ON.test(line) && isMarked(line.replace(WRITTEN_ON, ''));
}

function isMarked(line: string): boolean {
  return MARK.test(line);
}

function idOf([, named, bracketed, plain, circled]: RegExpExecArray): string {
  if (circled !== undefined) return `${(circled.codePointAt(0) ?? 0x2460) - 0x245f}`;
  return named ?? bracketed ?? plain ?? '1';
}
