import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP's password storage cheat sheet asks of the least: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** At half past eight everybody signs in: more at once would take the processor from those who are in. */
const AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The text under which a password is kept. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), COST));
}

/** Of no account: where nobody has the name, the same work is done, so that the time tells nothing. */
let nobodys: Promise<string> | undefined;

/** Whether a password is the one that was kept; undefined matches none, and takes as long. */
export async function isPassword(kept: string | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password');
  const against = kept ?? (await nobodys);
  const same = await inTurn(() => verify(against, password.normalize('NFKC')));
  return same && kept !== undefined;
}
