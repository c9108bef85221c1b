import { accountTermsOf } from '../../access/accounts/account-terms.ts';
import { listAccounts, stateOf } from '../../access/store/accounts/read-account.ts';
import { invitePerson } from '../../app/access/invite-person.ts';
import { switchAccount } from '../../app/access/switch-account.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { directoryRegister } from '../../directory/store/directory-register.ts';
import { UsageFault } from '../../platform/process/command-line.ts';
import { Problem } from '../../platform/wording/problem.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { type Arguments, type Command, print, userHere } from './command.ts';
import { directoryOf } from './directory-at-hand.ts';
import { type LedgerAtHand, withLedger } from './with-ledger.ts';

/** Who runs the product at its own machine. */
const HERE = { address: 'command', agent: '' } as const;

/** Commands that let persons in and out without a browser, the first one included. */
export const accountCommands: Readonly<Record<string, Command>> = {
  'account invite': {
    zh: '给人员开账号，或给忘记口令者新链接：PERSON 为人员编号；链接 24 小时内一次有效，只显示这一次',
    en: 'open an account for a person, or give a new link to who forgot the password; good once within 24 h, shown this once',
    operands: 'PERSON',
    options: ['json', 'login'],
    run: (given) => withLedger((ledger) => refusing(() => inviteSomebody(ledger, given))),
  },
  'account list': {
    zh: '列出账号',
    en: 'list the accounts',
    options: ['json'],
    run: ({ json }) =>
      withLedger(async (ledger) => {
        const { people } = indexDirectory(await directoryOf(ledger));
        const accounts = (await listAccounts(ledger.pool)).map((account) => {
          const { person, login, createdAt, createdBy, passwordAt, disabledAt } = account;
          const name = people.get(person)?.name ?? person;
          return {
            person,
            name,
            login,
            state: stateOf(account),
            createdAt,
            createdBy,
            passwordAt,
            disabledAt,
          };
        });
        const lines = accounts.map(
          ({ login, name, person, state }) => `${login}  ${name}（${person}）  ${state}`,
        );
        print(json, accounts, [...lines, `${accounts.length} 个账号 account(s).`]);
        return 0;
      }),
  },
  'account disable': switching(
    true,
    '停用账号，其登录一秒内处处失效',
    'shut an account out, with all its sessions',
  ),
  'account enable': switching(false, '重新启用账号', 'let an account in again'),
};

async function inviteSomebody(
  ledger: LedgerAtHand,
  { json, login, operands: [person] }: Arguments,
): Promise<number> {
  if (person === undefined)
    throw new UsageFault('expected the id of a person, as onedoor directory shows it');
  const { pool, config } = ledger;
  await directoryOf(ledger);
  const desk = { pool, clock: Date.now, watch: watchRegister(directoryRegister, pool, { now: Date.now }) };
  const inviting = { by: userHere(), origin: HERE, terms: accountTermsOf(config.signIn) };
  const given = await invitePerson(desk, { person, login }, inviting);
  const path = `/sign-in?invitation=${given.token}`;
  print(json, { ...given, path }, [
    `${given.name}（${given.person}）  登录名 login: ${given.login}`,
    `  链接 link     ${config.publicUrl ?? ''}${path}`,
    `  到期 expires  ${given.expiresAt}`,
    '  只显示这一次，用一次即失效；由本人打开并设置口令。Shown this once, good once; the person opens it and sets a password.',
  ]);
  return 0;
}

function switching(disabled: boolean, zh: string, en: string): Command {
  return {
    zh,
    en,
    operands: 'PERSON',
    options: ['json'],
    run: ({ json, operands: [person] }) =>
      withLedger(async ({ pool }) => {
        if (person === undefined)
          throw new UsageFault('expected the id of a person, as onedoor account list shows it');
        const desk = { pool, clock: Date.now };
        const changed = await switchAccount(desk, { person, disabled }, { by: userHere(), origin: HERE });
        const done = disabled ? '已停用 shut out' : '已启用 let in again';
        print(json, { person, changed }, [
          changed
            ? `${person} ${done}.`
            : `没有可改的账号 ${person} nothing to change: onedoor account list.`,
        ]);
        return changed ? 0 : 1;
      }),
  };
}

/** Says a refusal in both languages. */
async function refusing(run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    process.stderr.write(`${error.detail.zh}\n${error.detail.en}\n`);
    return 1;
  }
}
