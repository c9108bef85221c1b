/** What must be shown to be done, as the workflow takes it. */
export interface Criterion {
  readonly id: string;
  readonly text: string;
}

/** `1. …`, `（2）…`, `③…` and, for ids that are no numbers, `【c-1】…`. */
const MARK = /^\s*(?:【([^】]{1,40})】|[（(](\d{1,3})[）)]|(\d{1,3})\s*(?:[.．、:：)）](?!\d))|([①-⑳]))\s*/u;

/** Reads a cell of criteria: one a numbered line; without numbers, the whole is one criterion. */
export function readCriteria(cell: string): readonly Criterion[] {
  const criteria: { id: string; text: string }[] = [];
  for (const line of cell.split('\n')) {
    const mark = MARK.exec(line);
    const open = criteria.at(-1);
    if (mark === null || (criteria.length === 0 && cell.split('\n').filter(isMarked).length === 0)) {
      if (open === undefined) criteria.push({ id: '1', text: line });
      else open.text += `\n${line}`;
    } else criteria.push({ id: idOf(mark), text: line.slice(mark[0].length) });
  }
  return criteria.map(({ id, text }) => ({ id, text: text.trim() })).filter(({ text }) => text !== '');
}

/** The cell that `readCriteria` reads the same criteria from. */
export function criteriaCell(criteria: readonly Criterion[]): string {
  const [only] = criteria;
  if (criteria.length === 1 && only?.id === '1' && !only.text.split('\n').some(isMarked)) return only.text;
  return criteria
    .map(({ id, text }) => (/^\d{1,3}$/.test(id) ? `${id}. ${text}` : `【${id}】${text}`))
    .join('\n');
}

function isMarked(line: string): boolean {
  return MARK.test(line);
}

function idOf([, named, bracketed, plain, circled]: RegExpExecArray): string {
  if (circled !== undefined) return `${(circled.codePointAt(0) ?? 0x2460) - 0x245f}`;
  return named ?? bracketed ?? plain ?? '1';
}
