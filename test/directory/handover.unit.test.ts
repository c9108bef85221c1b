import { describe, expect, it } from '@jest/globals';
import {
  confirmerOf,
  confirmHandover,
  type Handover,
  type HandoverItem,
  openHandover,
  signAsLeaver,
  signAsNewcomer,
  stageOf,
  unsignedItems,
  withBrief,
  withdrawHandover,
} from '../../src/directory/handover.ts';
import { smallCounty } from './small-county.ts';

const A = '330523-O1/A';
const at = '2026-11-22T01:00:00.000Z';
const county = smallCounty();
const items: readonly HandoverItem[] = [
  { id: 't-1', kind: 'task', title: '课后服务一键报名', detail: '剩余12个工作日' },
  { id: 's-1', kind: 'system', title: '智慧校园平台', detail: '供应商联系人已交底' },
];
const asked = { id: 'h-1', seat: A, newcomer: 'p-O2-B', effectiveAt: '2026-12-01T00:00:00.000Z', items };
const leaver = { by: 'p-O1-A', at };
const newcomer = { by: 'p-O2-B', at };
const leader = { by: 'p-O1-L', at };

const opened = openHandover(county, asked, leaver);
const handedOver = signAsLeaver(opened, leaver);
const signed = signAsNewcomer(handedOver, 'all', newcomer);

describe('a handover', () => {
  it('goes from the leaver to the newcomer to the leader', () => {
    expect([opened, handedOver, signed].map(stageOf)).toEqual(['leaver', 'newcomer', 'leader']);
    const { handover, change } = confirmHandover(county, signed, leader);
    expect(stageOf(handover)).toBe('confirmed');
    expect(change.operations).toEqual([
      { op: 'appoint', seat: A, person: 'p-O2-B', from: '2026-12-01T00:00:00.000Z' },
    ]);
  });

  it('is signed item by item or as a whole', () => {
    const first = signAsNewcomer(handedOver, ['t-1'], newcomer);
    expect(unsignedItems(first).map(({ id }) => id)).toEqual(['s-1']);
    expect(stageOf(first)).toBe('newcomer');
    expect(stageOf(signAsNewcomer(first, ['s-1'], newcomer))).toBe('leader');
  });

  it('must be signed again where the brief has changed, and only there', () => {
    const grown = withBrief(
      signed,
      [...items.slice(0, 1), { ...items[1], detail: '合同将到期' } as HandoverItem],
      '2026-11-24T01:00:00.000Z',
    );
    expect(grown.items.map(({ since }) => since !== undefined)).toEqual([false, true]);
    expect(stageOf(grown)).toBe('newcomer');
    expect(unsignedItems(grown).map(({ id }) => id)).toEqual(['s-1']);
  });

  it.each([
    ['待本岗决定：延期', '待本岗决定：延期 (waits for this seat: an extension)'],
    ['办理中', '办理中 (at work (late))'],
    [
      '签收时限 2026-11-24 17:00；办理期限 2026-12-24 17:00',
      '签收时限 2026-11-24 17:00 (receive by then)；办理期限 2026-12-24 17:00 (due then)',
    ],
    ['2026-11-20 10:00 反馈（50%）：“已约谈”', '2026-11-20 10:00 反馈（50%）：已约谈 (last progress report)'],
  ])('keeps signatures of a brief that an older program wrote as one text: %s', (zh, old) => {
    const detail = { zh, en: 'in English' };
    const before = { ...signed, items: [{ ...items[0], detail: old } as HandoverItem, ...items.slice(1)] };
    const now = withBrief(before, [{ ...items[0], detail } as HandoverItem, ...items.slice(1)], at);
    expect(unsignedItems(now)).toEqual([]);
    const other = withBrief(
      before,
      [{ ...items[0], detail: { zh: `${zh}，又及`, en: '' } } as HandoverItem, ...items.slice(1)],
      at,
    );
    expect(unsignedItems(other)).toHaveLength(1);
  });

  it('takes effect when it is confirmed, if that is later', () => {
    const late = '2026-12-05T00:00:00.000Z';
    const { handover } = confirmHandover(county, signed, { by: 'p-O1-L', at: late });
    expect(handover.confirmed?.effectiveAt).toBe(late);
  });

  it('can be called off by those concerned until it is confirmed', () => {
    expect(stageOf(withdrawHandover(county, signed, { ...newcomer, reason: '调令撤销' }))).toBe('withdrawn');
    expect(() => withdrawHandover(county, signed, { by: 'p-T1-A', at, reason: '无关' })).toThrow('p-O1-L');
    const { handover } = confirmHandover(county, signed, leader);
    expect(() => withdrawHandover(county, handover, { ...leaver, reason: '反悔' })).toThrow('confirmed');
  });
});

describe('a handover is refused', () => {
  it.each<[string, Partial<typeof asked>, RegExp]>([
    ['of an unknown seat', { seat: '330523-O9/A' }, /no seat/],
    ['to the holder', { newcomer: 'p-O1-A' }, /already/],
    ['to somebody unknown', { newcomer: 'p-x' }, /no person/],
    ['for yesterday', { effectiveAt: '2026-11-21T00:00:00.000Z' }, /2026-11-21/],
    ['to the deputy, who would deputise for themselves', { newcomer: 'p-O1-B' }, /330523-O1\/B/],
  ])('%s', (_, change, message) => {
    expect(() => openHandover(county, { ...asked, ...change }, leaver)).toThrow(message);
  });

  it('of a vacant seat', () => {
    const vacant = { ...county, tenures: county.tenures.filter(({ seat }) => seat !== A) };
    expect(() => openHandover(vacant, asked, leaver)).toThrow('appoint');
  });

  it.each<[string, () => unknown, RegExp]>([
    ['signed by the wrong leaver', () => signAsLeaver(opened, newcomer), /expected p-O1-A/],
    ['signed by the wrong newcomer', () => signAsNewcomer(handedOver, 'all', leaver), /expected p-O2-B/],
    ['signed before the leaver did', () => signAsNewcomer(opened, 'all', newcomer), /not signed the brief/],
    ['signed for an unknown item', () => signAsNewcomer(handedOver, ['t-9'], newcomer), /t-9/],
    ['confirmed before all is signed', () => confirmHandover(county, handedOver, leader), /2 items/],
    ['confirmed by a party', () => confirmHandover(county, signed, newcomer), /expected p-O1-L/],
  ])('when it is %s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  it('when the seat has gone to somebody else meanwhile', () => {
    const tenures = county.tenures.map((tenure) =>
      tenure.seat === A ? { ...tenure, person: 'p-T1-L' } : tenure,
    );
    expect(() => confirmHandover({ ...county, tenures }, signed, leader)).toThrow('p-T1-L');
  });
});

describe('the one who confirms', () => {
  it('is the leader of the unit', () => {
    expect(confirmerOf(county, signed, at)).toBe('p-O1-L');
  });

  it.each<[string, Partial<Handover>]>([
    ['where the leader’s own seat is handed over', { seat: '330523-O1/L' }],
    ['where the leader is a party', { newcomer: 'p-O1-L' }],
  ])('is the leader of the task force %s', (_, change) => {
    expect(confirmerOf(county, { ...signed, ...change }, at)).toBe('p-TF-L');
  });
});
