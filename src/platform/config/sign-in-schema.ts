import { z } from 'zod';
import { told } from './told.ts';

/** What is asked of persons who sign in. */
export const signInSchema = z
  .strictObject({
    demo: z
      .boolean()
      .optional()
      .meta(
        told(
          '演示登录',
          '任何人可选任一身份；不填则仅在有评估密钥、只听本机且无对外网址时',
          'Whether anybody may take any seat; by default only with evaluation keys, on this machine alone, without a public address',
        ),
      ),
    idleMinutes: z
      .int()
      .min(1)
      .max(720)
      .default(30)
      .meta(
        told('闲置退出（分钟）', '多久不操作即退出', 'Minutes without a request after which a session ends'),
      ),
    adminIdleMinutes: z
      .int()
      .min(1)
      .max(720)
      .default(15)
      .meta(told('管理员闲置退出（分钟）', '管理员多久不操作即退出', 'The same for administrators')),
    absoluteHours: z
      .int()
      .min(1)
      .max(168)
      .default(12)
      .meta(
        told('登录最长（小时）', '到时须重新登录', 'Hours after which a session ends whatever is done in it'),
      ),
    passwordDays: z
      .int()
      .min(0)
      .max(3_660)
      .default(90)
      .meta(told('口令有效（天）', '0 为不限', 'Days for which a password is good; 0 without end')),
    lockFailures: z
      .int()
      .min(2)
      .max(100)
      .default(5)
      .meta(
        told(
          '锁定前失败次数',
          '一刻钟内失败这么多次即暂时锁定',
          'Refusals within a quarter of an hour after which a name is locked',
        ),
      ),
    lockMinutes: z
      .int()
      .min(1)
      .max(1_440)
      .default(15)
      .meta(told('锁定（分钟）', '锁定多久后可再试', 'Minutes for which a name is locked')),
  })
  .prefault({})
  .meta(told('登录', '对登录人员的要求', 'What is asked of persons who sign in'));
