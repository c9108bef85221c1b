import type pg from 'pg';
import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { holderOf } from '../../directory/resolve/seat-holder.ts';
import { isoOf } from '../../platform/clock.ts';
import { Problem } from '../../platform/wording/problem.ts';
import type { KeyHolder } from '../caller.ts';
import type { Scope } from '../role.ts';
import { EVALUATION, keyHolderOf } from './evaluation-principals.ts';
import { type IssuedKey, issueKeys } from './issue-keys.ts';

/** For whom a key is asked: the person in a seat, or a machine client. */
export type KeyWanted = {
  /** What the key is for; a new one of the same label for the same seat or machine ends the earlier one. */
  readonly label?: string | undefined;
  /** For how many days it is good; 0 for as long as it is not revoked. */
  readonly validDays?: number | undefined;
} & (
  | { readonly seat: string; readonly person?: string | undefined }
  | { readonly machine: string; readonly scopes: readonly Scope[] }
);

/** A key at the one moment when it can be read. */
export interface GivenKey extends IssuedKey {
  readonly label: string;
  readonly issuedAt: string;
  /** ISO instant; null where it is good until it is revoked. */
  readonly expiresAt: string | null;
}

export const USUAL_LABEL = 'issued';
export const USUAL_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Makes a key for the person who holds a seat now, or will, or for a machine. Of the key only the digest is stored.
 * Throws `directory-conflict` where nobody can be given one.
 */
export async function giveKey(
  database: pg.Pool | pg.ClientBase,
  directory: Directory,
  wanted: KeyWanted,
  { nowMs, by }: { readonly nowMs: number; readonly by: string },
): Promise<GivenKey> {
  const { label = USUAL_LABEL, validDays = USUAL_DAYS } = wanted;
  if (label === EVALUATION) {
    throw conflict('keyLabelTaken', {
      zh: `用途“${EVALUATION}”由评估模式自行签发，请换一个。`,
      en: `The label "${EVALUATION}" is for keys that the evaluation mode makes itself: take another.`,
    });
  }
  const holder = 'seat' in wanted ? personIn(directory, wanted, nowMs) : machineOf(wanted);
  const expiresAt = validDays === 0 ? null : isoOf(nowMs + validDays * DAY_MS);
  const terms = { label, nowMs, by, ...(expiresAt === null ? {} : { expiresAt }) };
  const [key] = await issueKeys(database, [holder], terms);
  if (key === undefined) throw new Error(`No key was made for ${holder.id}: expected one.`);
  return { ...key, label, issuedAt: isoOf(nowMs), expiresAt };
}

function machineOf({ machine, scopes }: { machine: string; scopes: readonly Scope[] }): KeyHolder {
  return { id: `machine:${machine}`, name: machine, role: 'machine', seats: [], scopes };
}

function personIn(
  directory: Directory,
  { seat, person: asked }: { seat: string; person?: string | undefined },
  nowMs: number,
): KeyHolder {
  const { seats, people } = indexDirectory(directory);
  if (!seats.has(seat)) {
    const near = [...seats.keys()].filter((id) => id.startsWith(seat.split('/')[0] ?? seat)).slice(0, 8);
    throw conflict('seatUnknown', {
      zh: `没有岗位“${seat}”${near.length > 0 ? `；相近的有：${near.join('、')}` : ''}。`,
      en: `There is no seat "${seat}"${near.length > 0 ? `; near it: ${near.join(', ')}` : ''}.`,
    });
  }
  const now = holderOf(directory, seat, nowMs);
  const person = asked ?? now;
  const change = `op: appoint, seat: ${seat}, person: …, from: …`;
  if (person === undefined) {
    throw conflict('seatVacant', {
      zh: `岗位${seat}此刻无人任职，密钥只发给任职人。请先任命：用命令“onedoor directory apply”或目录变更，操作为“${change}”。`,
      en: `Nobody holds ${seat} now, and a key is given to a person. Appoint somebody first, with "onedoor directory apply" or a change of the directory, operation "${change}".`,
    });
  }
  const willHold = directory.tenures.some(
    (tenure) => tenure.seat === seat && tenure.person === person && Date.parse(tenure.from) > nowMs,
  );
  const holder = keyHolderOf(directory, seat, nowMs, person);
  if (holder !== undefined && (person === now || willHold)) return holder;
  const named = (id: string | undefined) => people.get(id ?? '')?.name ?? id ?? '';
  throw conflict('notTheHolder', {
    zh: `${named(person)}不任岗位${seat}（${now === undefined ? '此刻无人任职' : `现由${named(now)}任职`}），密钥只发给任职人。请先任命：用命令“onedoor directory apply”或目录变更，操作为“${change}”。`,
    en: `${named(person)} does not hold ${seat} (${now === undefined ? 'nobody does now' : `${named(now)} does`}), and a key is given to the holder. Appoint them first, with "onedoor directory apply" or a change of the directory, operation "${change}".`,
  });
}

function conflict(code: string, detail: { readonly zh: string; readonly en: string }): Problem {
  return new Problem('directory-conflict', detail, { conflict: code });
}
