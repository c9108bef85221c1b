import { describe, expect, it } from '@jest/globals';
import { whyWeak } from '../../../src/access/accounts/password-policy.ts';

const names = ['lim', '李敏'];

describe('a password', () => {
  it.each([
    ['short', 'Ab1-xyz', /10 至?|10 to/],
    ['long beyond use', `Ab1-${'xyzuvw'.repeat(40)}`, /200/],
    ['of two kinds', 'abcdefgh12345', /三种|three/],
    ['with the login name', 'Lim-likes-7-cats', /lim/],
    ['with the name of the person', '李敏-Aa-7-xyz', /李敏/],
    ['common', 'Password2026!', /常见|common/],
    ['common in disguise', 'P@$$w0rd123456', /常见|common/],
    ['a walk over the keyboard', 'Qwertyuiop123', /常见|common/],
    ['common in wide letters', 'Ｐａｓｓｗｏｒｄ123', /常见|common/],
    ['of few signs', 'Aa1Aa1Aa1Aa1', /常见|common/],
  ])('that is %s is not taken, and why is said in both languages', (_what, password, why) => {
    const said = whyWeak(password, names);
    expect(`${said?.zh} ${said?.en}`).toMatch(why);
    expect(said?.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(said?.en).not.toMatch(/undefined/);
  });

  it.each(['Tide-over-7-bridges', '春江潮水连海平海上A7', 'correct Horse 9 battery', 'xK7!vQ2_mZ9p'])(
    'such as %s is taken',
    (password) => {
      expect(whyWeak(password, names)).toBeUndefined();
    },
  );
});
