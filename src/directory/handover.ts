import { Problem } from '../platform/problem.ts';
import type { Words } from '../platform/words.ts';
import type { DirectoryChange } from './change/change.ts';
import { comingInstant } from './change/change-moment.ts';
import { tenureAt } from './change/lookup.ts';
import type { Directory } from './directory.ts';
import { leaderSeatOf, TASK_FORCE_UNIT } from './directory.ts';
import { resolveSeat } from './resolve-seat.ts';

/** One thing the newcomer takes over and signs for. */
export interface HandoverItem {
  readonly id: string;
  readonly kind: 'task' | 'clock' | 'promise' | 'ruling' | 'request' | 'system';
  readonly title: string;
  readonly detail: string;
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

/** The brief as it stands now: items that are new must be signed too; what was signed and is still there stays so. */
export function refreshBrief(handover: Handover, items: readonly HandoverItem[]): Handover {
  requireOpen(handover);
  const before = new Map(handover.items.map((item) => [item.id, item]));
  const kept = items.filter((item) => {
    const old = before.get(item.id);
    return old?.title === item.title && old.detail === item.detail;
  });
  const signedAt = Object.fromEntries(
    kept.flatMap(({ id }) => {
      const signed = handover.signedAt[id];
      return signed === undefined ? [] : [[id, signed] as const];
    }),
  );
  return { ...handover, items, signedAt };
}

/** The leaver signs that the brief is complete. */
export function signAsLeaver(handover: Handover, { by, at }: { by: string; at: string }): Handover {
  requireOpen(handover);
  requireParty(by, handover.leaver, LEAVER);
  return { ...handover, leaverSignedAt: at };
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
 * Who confirms: whoever answers for the unit leader's seat; where that is one of the two parties, or the leader's own
 * seat is handed over, the leader of the task force.
 */
export function confirmerOf(
  directory: Directory,
  { seat, leaver, newcomer }: Pick<Handover, 'seat' | 'leaver' | 'newcomer'>,
  at: string,
): string {
  const unit = directory.seats.find(({ id }) => id === seat)?.unit ?? TASK_FORCE_UNIT;
  const leader = resolveSeat(directory, leaderSeatOf(unit), at);
  const party = seat === leaderSeatOf(unit) || leader.person.id === leaver || leader.person.id === newcomer;
  return party ? resolveSeat(directory, leaderSeatOf(TASK_FORCE_UNIT), at).person.id : leader.person.id;
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
    throw invalid(
      `${missing} has not signed: ${unsignedItems(handover).length} items are open.`,
      `${missing}尚未签字（未签${unsignedItems(handover).length}项），不能确认`,
    );
  }
  requireParty(by, confirmerOf(directory, handover, at), LEADER);
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

/** Either party, or whoever would confirm, calls it off; nothing has moved. */
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
