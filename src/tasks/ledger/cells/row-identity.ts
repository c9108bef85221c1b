import { createHash } from 'node:crypto';
import { LEDGER_COLUMNS, type LedgerCells } from '../../../contract/ledger-columns.ts';
import type { Directory } from '../../../directory/directory.ts';
import { foldName } from '../../../sheet/fold.ts';
import { unitIdentity } from '../rows/registered-task.ts';
import { limitFrom, limitText } from './read-limit.ts';
import type { WrittenMatter } from './read-row.ts';

/** What a row is known by: its title, unit and limit, its own numbers, and all of its cells. */
export interface RowIdentity {
  readonly titleKey: string;
  /** Undefined where it names none. */
  readonly unit: string | undefined;
  /** Title, unit and limit in one text: of two rows with the same one, only one can become a task. */
  readonly content: string;
  /** The row's own number in its file; empty where it has none. */
  readonly ref: string;
  /** The number under which this system knows a task, as exports write it. */
  readonly number: string | undefined;
  /** Hex SHA-256 of the cells but its own number. */
  readonly digest: string;
}

/** As exports number tasks. */
const NUMBER = /^20\d\d-\d{1,12}$/;

export interface IdentityTerms {
  readonly directory: Directory;
  /** ISO instant, and the county day it lies in. */
  readonly now: string;
  readonly today: string;
}

/** What a row is known by on a day. */
export function identityOf(
  matter: WrittenMatter,
  cells: LedgerCells,
  { directory, now, today }: IdentityTerms,
): RowIdentity {
  const titleKey = foldName(matter.title);
  const unit = unitIdentity(matter.leadUnit, directory, now);
  const limit = matter.limit === undefined ? '' : limitText(limitFrom(matter.limit, today));
  const own = [cells['编号'], cells['序号']].map((text) => foldName(text));
  const number = own.find((text) => NUMBER.test(text));
  return {
    titleKey,
    unit,
    content: JSON.stringify([titleKey, unit ?? '', limit]),
    ref: own.toReversed().find((text) => text !== '' && text !== number) ?? number ?? '',
    number,
    digest: digestOf(cells),
  };
}

function digestOf(cells: LedgerCells): string {
  const said = LEDGER_COLUMNS.filter((column) => column !== '序号' && column !== '编号');
  return createHash('sha256')
    .update(JSON.stringify(said.map((column) => cells[column])))
    .digest('hex');
}
