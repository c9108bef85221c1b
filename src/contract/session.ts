import { z } from 'zod';
import { person } from './seat.ts';
import { title } from './words.ts';

const instant = z.iso.datetime();
const namedSeat = z.strictObject({ id: z.string(), name: title });

/** What a page learns of the session that it was given; the token is in the cookie alone. */
export const openedSession = z
  .strictObject({
    id: z.uuid(),
    person,
    seat: namedSeat.meta({
      description:
        '以此岗位办理；更改时在 X-Onedoor-Seat 中写明 The seat that acts; changes name it in X-Onedoor-Seat',
    }),
    seats: z.array(namedSeat).readonly().meta({ description: '本人所任各岗 All seats of the person' }),
    expiresAt: instant.meta({ description: '最迟何时须重新登录 Ends then whatever is done' }),
    idleSeconds: z.int().meta({ description: '闲置多久即退出 Ends when so long nothing is asked' }),
  })
  .meta({ id: 'OpenedSession' });

export const sessionEntry = z
  .strictObject({
    id: z.uuid(),
    seat: namedSeat,
    way: z.enum(['password', 'demo']),
    createdAt: instant,
    seenAt: instant.meta({ description: '最近一次使用，至多晚一分钟 Last use, up to a minute late' }),
    expiresAt: instant,
    address: z.string(),
    agent: z.string(),
    current: z.boolean().meta({ description: '就是本次登录 The one that asks' }),
  })
  .meta({ id: 'Session' });

/** A role that a newcomer may take, with a person who has it. */
export const demoRole = z
  .strictObject({
    role: z.string(),
    title,
    seat: z.strictObject({ id: z.string(), name: title }),
    person: z.string(),
    hint: title.meta({ description: '可以试什么 What there is to try' }),
  })
  .meta({ id: 'DemoRole' });

/** An event of the log of signing in. */
export const signIn = z
  .strictObject({
    position: z.string(),
    at: z.iso.datetime(),
    kind: z.string(),
    title,
    person: person.nullable(),
    login: z.string().nullable().meta({ description: '未知登录名只记摘要 Of an unknown name a digest' }),
    session: z.uuid().nullable(),
    by: person.nullable(),
    address: z.string(),
    agent: z.string(),
  })
  .meta({ id: 'SignIn' });
