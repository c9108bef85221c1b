import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openAccess } from '../../../src/access/access.ts';
import { directoryRegister } from '../../../src/directory/store/directory-register.ts';
import { watchRegister } from '../../../src/register/watch-register.ts';
import { USUAL_TERMS } from '../../access/usual-terms.ts';
import { type CommandStage, openCommandStage } from './command-stage.ts';

let stage: CommandStage;

beforeAll(async () => {
  stage = await openCommandStage();
});
afterAll(() => stage.close());

const SEAT = '330523-O16/A';

/** Whom a key stands for, asked as a door would. */
async function callerWith(key: string) {
  const watch = watchRegister(directoryRegister, stage.pool, { now: Date.now });
  await watch.current();
  const access = await openAccess(stage.pool, watch, Date.now, USUAL_TERMS.session);
  const caller = await access.identify({ authorization: `Bearer ${key}` });
  access.close();
  return caller;
}

interface Given {
  readonly id: string;
  readonly key: string;
  readonly person: string;
}

describe('onedoor key', () => {
  it('lets the first person in where nobody has a key, lists it without the secret, and lets them out', async () => {
    const issued = await stage.onedoor('key', 'issue', '--seat', SEAT, '--json');
    expect(issued.code).toBe(0);
    const given = JSON.parse(issued.output) as Given;
    const caller = await callerWith(given.key);
    expect(caller).toMatchObject({ person: given.person, seats: [SEAT], role: 'commissioner' });
    const days = (Date.parse(caller?.credential.expiresAt ?? '') - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(90);

    const listed = await stage.onedoor('key', 'list', '--seat', SEAT);
    expect(listed.output).toContain(given.id);
    expect(listed.output).not.toContain(given.key);
    const { rows } = await stage.pool.query<{ text: string }>(
      'SELECT row_to_json(api_key)::text AS text FROM api_key',
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(given.key.slice(3));

    expect(await stage.onedoor('key', 'revoke', given.id)).toMatchObject({ code: 0 });
    expect(await callerWith(given.key)).toBeUndefined();
    expect(await stage.onedoor('key', 'revoke', given.id)).toMatchObject({ code: 1 });
  });

  it('lets in whoever is appointed, from the day on, and nobody who is not', async () => {
    const path = await stage.file(
      'new.yaml',
      `reason: 新到任
operations:
  - { op: addPerson, person: p-9100, name: 林晓 }
  - { op: addPerson, person: p-9101, name: 王平 }
  - { op: appoint, seat: 330523-O16/B, person: p-9100, from: 2099-01-05 }
`,
    );
    const applied = await stage.onedoor('directory', 'apply', path);
    expect(applied.output).toContain('onedoor key issue --seat 330523-O16/B --person p-9100');
    const ahead = await stage.onedoor(
      'key',
      'issue',
      '--seat',
      '330523-O16/B',
      '--person',
      'p-9100',
      '--json',
    );
    expect(ahead.code).toBe(0);
    expect(await callerWith((JSON.parse(ahead.output) as Given).key)).toBeUndefined();
    const other = await stage.onedoor('key', 'issue', '--seat', '330523-O16/B', '--person', 'p-9101');
    expect(other).toMatchObject({ code: 1, output: expect.stringContaining('王平不任岗位330523-O16/B') });
  });

  it.each([
    ['an unknown seat', ['--seat', '330523-O16/X'], '330523-O16/A'],
    ['neither seat nor machine', [], '--seat or --machine'],
    ['a machine without scopes', ['--machine', 'ledger'], 'tasks:submit'],
    ['an unknown scope', ['--machine', 'ledger', '--scopes', 'all'], 'tasks:submit'],
    ['days that are none', ['--seat', SEAT, '--valid-days', 'x'], 'valid-days'],
  ])('refuses %s, and says what is expected', async (_, args, expected) => {
    const refused = await stage.onedoor('key', 'issue', ...args);
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(expected);
  });

  it('issues keys to machines', async () => {
    const issued = await stage.onedoor(
      'key',
      'issue',
      '--machine',
      'ledger',
      '--scopes',
      'tasks:submit',
      '--json',
    );
    const { key } = JSON.parse(issued.output) as Given;
    expect(await callerWith(key)).toMatchObject({ id: 'machine:ledger', scopes: ['tasks:submit'] });
  });
});
