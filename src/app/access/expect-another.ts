import { Problem } from '../../platform/wording/problem.ts';
import { callerIn, type Signer } from '../signer.ts';

/** Nobody keeps their own account: a second person looks at it. Throws `not-permitted`. */
export function expectAnother(by: Signer, person: string): void {
  if (callerIn(by)?.person !== person) return;
  throw new Problem('not-permitted', {
    zh: '不能办理自己的账号：请由另一位管理员办理，或由运维人员用命令 onedoor account。',
    en: 'Nobody handles their own account: another administrator does, or whoever runs the product, with onedoor account.',
  });
}
