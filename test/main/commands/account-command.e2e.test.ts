import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandStage, openCommandStage } from './command-stage.ts';

let stage: CommandStage;

beforeAll(async () => {
  stage = await openCommandStage();
});
afterAll(() => stage.close());

const PERSON = 'p-0016';

describe('onedoor account', () => {
  it('lets the first person in without a browser, shows the link once, and shuts them out again', async () => {
    const person = await somebody();
    const invited = await stage.onedoor('account', 'invite', person, '--login', 'Lin.Xiao', '--json');
    expect(invited.code).toBe(0);
    const given = JSON.parse(invited.output) as { readonly token: string; readonly path: string };
    expect(given).toMatchObject({ person, login: 'lin.xiao', path: `/sign-in?invitation=${given.token}` });

    const listed = await stage.onedoor('account', 'list');
    expect(listed.output).toContain('lin.xiao');
    expect(listed.output).toContain('invited');
    const { rows } = await stage.pool.query<{ text: string }>(
      `SELECT row_to_json(invitation)::text AS text FROM invitation
      UNION ALL SELECT row_to_json(e)::text FROM sign_in_event e`,
    );
    expect(rows.map(({ text }) => text).join()).not.toContain(given.token);

    expect(await stage.onedoor('account', 'disable', person)).toMatchObject({ code: 0 });
    expect(await stage.onedoor('account', 'disable', person)).toMatchObject({ code: 1 });
    expect(await stage.onedoor('account', 'enable', person)).toMatchObject({ code: 0 });
  });

  it('invites nobody whom the directory does not know, and says who is near', async () => {
    const refused = await stage.onedoor('account', 'invite', `${PERSON}-x`);
    expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('组织目录中没有人员') });
    expect(await stage.onedoor('account', 'invite')).toMatchObject({ code: 2 });
  });
});

/** Any person of the directory. */
async function somebody(): Promise<string> {
  // The first command brings the directory of the files into an empty database.
  await stage.onedoor('account', 'list');
  const { rows } = await stage.pool.query<{ id: string }>('SELECT id FROM person ORDER BY id LIMIT 1');
  return rows[0]?.id ?? '';
}
