import { Problem } from '../platform/wording/problem.ts';
import type { Words } from '../platform/wording/words.ts';
import { leaderSeatOf, TASK_FORCE_UNIT } from '../vocabulary/seats.ts';
import type { DirectoryChange } from './change/change.ts';
import { comingInstant } from './change/change-moment.ts';
import { tenureAt } from './change/lookup.ts';
import type { Directory } from './directory.ts';
import { resolveSeat } from './resolve/resolve-seat.ts';

/** One thing the newcomer takes over and signs for. */
export interface HandoverItem {
  readonly id: string;
  readonly kind: 'task' | 'clock' | 'promise' | 'ruling' | 'request' | 'system';
  readonly title: string;
  /** Of both languages where the brief says it; what the leaver wrote is as it was written. */
  readonly detail: string | Words;
  /** When it came, or changed, where that was after the leaver had signed (ISO instant). */
  readonly since?: string;
}

/** A change of holder under way: two sides sign, the leader confirms, and it takes effect at a moment. */
export interface Handover {
  readonly id: string;
  readonly seat: string;
  readonly leaver: string;
  readonly newcomer: string;
  /** When the seat changes hands (ISO instant); later if it is confirmed later. */
  readonly effectiveAt: string;
  readonly openedBy: string;
  readonly openedAt: string;
  /** The leaver's brief. */
  readonly items: readonly HandoverItem[];
  /** When the leaver signed that the brief is complete. */
  readonly leaverSignedAt?: string;
  /** Who saw to it that a newcomer signed who had no key of their own yet: the one who confirms. */
  readonly witness?: string;
  /** When the newcomer signed each item, by its id. */
  readonly signedAt: Readonly<Record<string, string>>;
  readonly confirmed?: { readonly by: string; readonly at: string; readonly effectiveAt: string };
  readonly withdrawn?: { readonly by: string; readonly at: string; readonly reason: string };
}

export type HandoverStage = 'leaver' | 'newcomer' | 'leader' | 'confirmed' | 'withdrawn';

/** Whose turn it is, or how it ended. */
export function stageOf(handover: Handover): HandoverStage {
  return stageWith(handover, unsignedItems(handover).length);
}

/** The same where only the number of items that are not signed is at hand. */
export function stageWith(
  { withdrawn, confirmed, leaverSignedAt }: Pick<Handover, 'withdrawn' | 'confirmed' | 'leaverSignedAt'>,
  unsigned: number,
): HandoverStage {
  if (withdrawn) return 'withdrawn';
  if (confirmed) return 'confirmed';
  if (leaverSignedAt === undefined) return 'leaver';
  return unsigned > 0 ? 'newcomer' : 'leader';
}

/** What the newcomer has not signed yet. */
export function unsignedItems({ items, signedAt }: Handover): readonly HandoverItem[] {
  return items.filter(({ id }) => signedAt[id] === undefined);
}

/**
 * Opens a handover of a seat from its present holder to another person; `effectiveAt` is a county day or an instant.
 * Throws a Problem.
 */
export function openHandover(
  directory: Directory,
  asked: Pick<Handover, 'id' | 'seat' | 'newcomer' | 'effectiveAt' | 'items'>,
  { by, at }: { readonly by: string; readonly at: string },
): Handover {
  const { seat, newcomer } = asked;
  if (!directory.seats.some(({ id }) => id === seat))
    throw invalid(`There is no seat ${seat}.`, `岗位${seat}不存在`);
  const leaver = tenureAt(directory, seat, at)?.person;
  if (leaver === undefined) {
    throw invalid(
      `Nobody holds ${seat}, so nobody can hand it over: appoint ${newcomer} instead.`,
      `岗位${seat}无人任职，无从交接，请直接任命${newcomer}`,
    );
  }
  if (leaver === newcomer) throw invalid(`${newcomer} holds ${seat} already.`, `${newcomer}已任${seat}`);
  if (!directory.people.some(({ id }) => id === newcomer)) {
    throw invalid(`There is no person ${newcomer}.`, `人员${newcomer}不在人员名册中`);
  }
  const effectiveAt = comingInstant(asked.effectiveAt, at);
  if (effectiveAt === undefined) {
    throw invalid(
      `The handover would take effect at ${asked.effectiveAt}, expected now (${at}) or later.`,
      `交接生效时间${asked.effectiveAt}已经过去`,
    );
  }
  const twin = twinSeatHeldBy(directory, seat, newcomer, effectiveAt);
  if (twin !== undefined) {
    throw invalid(
      `${newcomer} holds ${twin} then and would deputise for themselves: appoint somebody else to ${twin} first.`,
      `${newcomer}届时任${twin}，不能自己代理自己，请先另行安排${twin}`,
    );
  }
  return { ...asked, effectiveAt, leaver, openedBy: by, openedAt: at, signedAt: {} };
}

/** The A or B seat opposite to this one, where the person holds it at a moment. */
function twinSeatHeldBy(directory: Directory, id: string, person: string, at: string): string | undefined {
  const seat = directory.seats.find((other) => other.id === id);
  return directory.seats.find(
    (other) =>
      other.unit === seat?.unit &&
      other.kind === seat.kind &&
      other.role !== seat.role &&
      tenureAt(directory, other.id, at)?.person === person,
  )?.id;
}

/**
 * The brief as it stands at an instant (ISO): what is new or has changed must be signed too, and is marked where it came
 * after the leaver's signature; what was signed and is still there stays so.
 */
export function withBrief(handover: Handover, items: readonly HandoverItem[], at: string): Handover {
  const before = new Map(handover.items.map((item) => [item.id, item]));
  const isSame = ({ id, title, detail }: HandoverItem) => {
    const old = before.get(id);
    return old?.title === title && isSameDetail(old.detail, detail);
  };
  const since = handover.leaverSignedAt === undefined ? {} : { since: at };
  const now = items.map((item) => (isSame(item) ? (before.get(item.id) ?? item) : { ...item, ...since }));
  const signedAt = Object.fromEntries(
    items.filter(isSame).flatMap(({ id }) => {
      const signed = handover.signedAt[id];
      return signed === undefined ? [] : [[id, signed] as const];
    }),
  );
  return { ...handover, items: now, signedAt };
}

function isSameDetail(old: HandoverItem['detail'], now: HandoverItem['detail']): boolean {
  if (typeof now === 'string') return old === now;
  if (typeof old === 'string') return isSaidAsBefore(old, now);
  return old.zh === now.zh && old.en === now.en;
}

/**
 * Briefs of before were one text: Chinese with notes in English after it, and nothing in quotation marks. Who signed such a
 * one has signed what is said in two languages today.
 */
function isSaidAsBefore(old: string, { zh }: Words): boolean {
  const [before, now] = [old, zh].map((text) => text.replaceAll(/[“”]/g, ''));
  if (before === undefined || now === undefined) return false;
  const withoutNotes = before.replaceAll(/ \([^()]*\)(?=；|$)/g, '');
  return before === now || withoutNotes === now || (before.startsWith(`${now} (`) && before.endsWith(')'));
}

/** The leaver signs that the brief is complete: whatever stands in it now is of it. */
export function signAsLeaver(handover: Handover, { by, at }: { by: string; at: string }): Handover {
  requireOpen(handover);
  requireParty(by, handover.leaver, LEAVER);
  const items = handover.items.map(({ id, kind, title, detail }) => ({ id, kind, title, detail }));
  return { ...handover, items, leaverSignedAt: at };
}

/** The newcomer signs some items by id, or the whole; before a witness where they have no key to sign with. */
export function signAsNewcomer(
  handover: Handover,
  items: readonly string[] | 'all',
  { by, at, witness }: { by: string; at: string; witness?: string | undefined },
): Handover {
  requireOpen(handover);
  requireParty(by, handover.newcomer, NEWCOMER);
  if (handover.leaverSignedAt === undefined) {
    throw invalid(`${handover.leaver} has not signed the brief yet.`, `移交人${handover.leaver}尚未签字`);
  }
  const known = new Set(handover.items.map(({ id }) => id));
  const unknown = items === 'all' ? undefined : items.find((id) => !known.has(id));
  if (unknown !== undefined) {
    throw invalid(`The brief has no item ${unknown}.`, `交接清单中没有${unknown}`);
  }
  const signed = (items === 'all' ? [...known] : items).filter((id) => handover.signedAt[id] === undefined);
  return {
    ...handover,
    ...(witness !== undefined && { witness }),
    signedAt: { ...handover.signedAt, ...Object.fromEntries(signed.map((id) => [id, at])) },
  };
}

/**
 * Who confirms: the person who answers for the unit leader's seat; where that is one of the two parties, or the leader's own
 * seat is handed over, the leader of the task force; else its duty officers. Nobody confirms what they hand over or take.
 */
export function confirmerOf(
  directory: Directory,
  { seat, leaver, newcomer }: Pick<Handover, 'seat' | 'leaver' | 'newcomer'>,
  at: string,
): string {
  const unit = directory.seats.find(({ id }) => id === seat)?.unit ?? TASK_FORCE_UNIT;
  const officers = directory.seats.filter(
    ({ unit: of, kind }) => of === TASK_FORCE_UNIT && kind === 'dutyOfficer',
  );
  const inOrder = [leaderSeatOf(unit), leaderSeatOf(TASK_FORCE_UNIT), ...officers.map(({ id }) => id)];
  const people = inOrder
    .filter((one) => one !== seat)
    .map((one) => resolveSeat(directory, one, at).person.id);
  // With every officer among the parties nobody is left; then the first in order, who is refused as a party.
  return people.find((person) => person !== leaver && person !== newcomer) ?? people[0] ?? leaver;
}

/**
 * The leader confirms a handover that both sides have signed. The change it comes with moves the tenure, and nothing
 * else: tasks belong to the seat, so all of them have the new person at that moment. Throws a Problem.
 */
export function confirmHandover(
  directory: Directory,
  handover: Handover,
  { by, at }: { readonly by: string; readonly at: string },
): { readonly handover: Handover; readonly change: DirectoryChange } {
  requireOpen(handover);
  const stage = stageOf(handover);
  if (stage !== 'leader') {
    const missing = stage === 'leaver' ? handover.leaver : handover.newcomer;
    const unsigned = unsignedItems(handover);
    const came = unsigned.filter(({ since }) => since !== undefined);
    const named = came.slice(0, 5).map(({ title }) => title);
    const more = came.length > named.length ? { zh: ' 等', en: ' and others' } : { zh: '', en: '' };
    throw invalid(
      `${missing} has not signed: ${unsigned.length} items are open${came.length === 0 ? '' : `, of which ${came.length} came or changed since the leaver signed (${named.join('; ')}${more.en})`}.`,
      `${missing}尚未签字（未签${unsigned.length}项${came.length === 0 ? '' : `，其中移交人签字后新来或有变化的${came.length}项：${named.join('；')}${more.zh}`}），不能确认`,
    );
  }
  requireParty(by, confirmerOf(directory, handover, at), LEADER);
  refuseOwn(handover, by);
  const holder = tenureAt(directory, handover.seat, at)?.person;
  if (holder !== handover.leaver) {
    throw invalid(
      `${handover.seat} is no longer held by ${handover.leaver} but by ${holder ?? 'nobody'}.`,
      `${handover.seat}已不由${handover.leaver}任职，交接失效`,
    );
  }
  const effectiveAt = Date.parse(handover.effectiveAt) < Date.parse(at) ? at : handover.effectiveAt;
  const { id, seat, newcomer } = handover;
  return {
    handover: { ...handover, confirmed: { by, at, effectiveAt } },
    change: {
      reason: `交接${id}`,
      operations: [{ op: 'appoint', seat, person: newcomer, from: effectiveAt }],
    },
  };
}

/** Either party, or the one who would confirm, calls it off; nothing has moved. */
export function withdrawHandover(
  directory: Directory,
  handover: Handover,
  { by, at, reason }: { readonly by: string; readonly at: string; readonly reason: string },
): Handover {
  requireOpen(handover);
  if (![handover.leaver, handover.newcomer, handover.openedBy].includes(by)) {
    requireParty(by, confirmerOf(directory, handover, at), LEADER);
  }
  return { ...handover, withdrawn: { by, at, reason } };
}

const LEAVER: Words = { zh: '移交人', en: 'the leaver' };
const NEWCOMER: Words = { zh: '接收人', en: 'the newcomer' };
const LEADER: Words = { zh: '分管领导', en: 'the leader who confirms' };

function requireOpen(handover: Handover): void {
  if (handover.confirmed) {
    throw invalid(`The handover ${handover.id} is confirmed already.`, `交接${handover.id}已确认`);
  }
  if (handover.withdrawn) {
    throw invalid(`The handover ${handover.id} was withdrawn.`, `交接${handover.id}已撤回`);
  }
}

/** The parties to a handover do not confirm that it was done. */
function refuseOwn({ leaver, newcomer }: Handover, by: string): void {
  if (by !== leaver && by !== newcomer) return;
  throw new Problem('not-permitted', {
    zh: `${by} 是交接的一方，不能自己确认；请先在专班安排可确认的人。`,
    en: `${by} is a party of the handover and may not confirm it: see that the task force has somebody who can.`,
  });
}

function requireParty(by: string, expected: string, role: Words): void {
  if (by === expected) return;
  throw new Problem('not-permitted', {
    zh: `此处应由${role.zh} ${expected} 签字，您是 ${by}。`,
    en: `${by} may not sign here, expected ${expected}, ${role.en}.`,
  });
}

function invalid(en: string, zh: string): Problem {
  return new Problem('directory-conflict', { zh: `${zh}。`, en }, { conflict: 'handoverInvalid' });
}
