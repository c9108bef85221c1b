import { type GivenKey, type KeyWanted, USUAL_DAYS } from '../../access/keys/give-key.ts';
import { type Scope, scopes } from '../../access/role.ts';
import { type KeyEntry, listKeys } from '../../access/store/list-keys.ts';
import { issueKey } from '../../app/access/issue-key.ts';
import { revokeKey } from '../../app/access/revoke-key.ts';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import { isId } from '../../platform/ids.ts';
import { UsageFault, wholeNumber } from '../../platform/process/command-line.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { type Arguments, type Command, print, userHere } from './command.ts';
import { directoryOf } from './directory-at-hand.ts';
import { type LedgerAtHand, withLedger } from './with-ledger.ts';

/** Commands that let people and machines in and out, for who runs the product. */
export const keyCommands: Readonly<Record<string, Command>> = {
  'key issue': {
    zh: '签发密钥给任职人（--seat，缺省为现任）或系统接口（--machine、--scopes）；只显示这一次',
    en: 'issue a key to the person in a seat (--seat), or to a machine (--machine, --scopes); shown this once',
    options: ['json', 'seat', 'person', 'machine', 'scopes', 'label', 'valid-days'],
    run: (given) => withLedger((ledger) => issue(ledger, given)),
  },
  'key list': {
    zh: '列出未撤销的密钥（不含密钥本身）',
    en: 'list the keys that are not revoked, without their secrets',
    options: ['json', 'seat', 'person'],
    run: ({ json, seat, person }) =>
      withLedger(async (ledger) => {
        const directory = await directoryOf(ledger);
        const keys = await listKeys(ledger.pool, { seat, person, live: true });
        print(json, keys, [...keys.map((key) => lineOf(key, directory)), `${keys.length} 个密钥 key(s).`]);
        return 0;
      }),
  },
  'key revoke': {
    zh: '撤销密钥：ID 见 key list',
    en: 'revoke a key by its ID, as key list shows it',
    operands: 'ID',
    options: ['json'],
    run: ({ json, operands: [id] }) =>
      withLedger(async ({ pool }) => {
        if (id === undefined || !isId(id)) {
          throw new UsageFault('expected the id of a key, as onedoor key list shows it');
        }
        const revoked = await wasRevoked({ pool, clock: Date.now }, id);
        print(json, { id, revoked }, [
          revoked
            ? `已撤销 ${id}，一秒内处处失效 revoked, refused everywhere within a second.`
            : `没有在用的密钥 ${id} there is no such key in force: onedoor key list.`,
        ]);
        return revoked ? 0 : 1;
      }),
  },
};

/** Whether a key was in force until now. */
async function wasRevoked(desk: Parameters<typeof revokeKey>[0], id: string): Promise<boolean> {
  try {
    return (await revokeKey(desk, id, userHere())).revoked;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return false;
    throw error;
  }
}

async function issue(ledger: LedgerAtHand, given: Arguments): Promise<number> {
  const wanted = wantedOf(given);
  const { pool } = ledger;
  await directoryOf(ledger);
  const watch = watchRegister(directoryRegister, pool, { now: Date.now });
  try {
    const key = await issueKey({ pool, watch, clock: Date.now }, wanted, userHere());
    print(given.json, key, linesOf(key));
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.detail.zh}\n${error.detail.en}\n`);
    return 1;
  }
}

function wantedOf({ seat, person, machine, scopes: given, label, 'valid-days': days }: Arguments): KeyWanted {
  const terms = { label, validDays: wholeNumber('valid-days', days ?? String(USUAL_DAYS), 0) };
  if (seat !== undefined && machine === undefined) return { seat, person, ...terms };
  if (machine !== undefined && seat === undefined) {
    if (!/^[a-z0-9][a-z0-9._-]{0,59}$/.test(machine)) {
      throw new UsageFault(`--machine ${machine}: expected small letters, digits, dots and hyphens`);
    }
    return { machine, scopes: scopesIn(given), ...terms };
  }
  throw new UsageFault(
    'expected either --seat or --machine, e.g. onedoor key issue --seat 330523-O40/A, or --machine ledger --scopes tasks:submit',
  );
}

function scopesIn(given: string | undefined): readonly Scope[] {
  const named = (given ?? '').split(/[,\s]+/).filter((one) => one !== '');
  const known = Object.keys(scopes) as Scope[];
  const unknown = named.find((one) => !known.includes(one as Scope));
  if (named.length === 0 || unknown !== undefined) {
    throw new UsageFault(`--scopes ${unknown ?? ''}: expected some of ${known.join(', ')}`);
  }
  return known.filter((one) => named.includes(one));
}

function linesOf({ key, principal, name, person, expiresAt, id, label }: GivenKey): string[] {
  const whose = person === undefined ? '' : ` ${name}（${person}）`;
  return [
    `${principal}${whose}  ${label}`,
    `  密钥 key      ${key}`,
    `  编号 id       ${id}`,
    `  到期 expires  ${expiresAt ?? '不限 never'}`,
    '  只显示这一次，系统只存摘要；人离岗即失效。Shown this once; it ends when the person leaves the seat.',
  ];
}

function lineOf({ id, principal, person, label, expiresAt }: KeyEntry, directory: Directory): string {
  const name = indexDirectory(directory).people.get(person ?? '')?.name ?? '';
  const end = expiresAt?.toISOString().slice(0, 10) ?? '不限';
  return `${id}  ${principal}  ${name}${person === null ? '' : `（${person}）`}  ${label}  ${end}`;
}
