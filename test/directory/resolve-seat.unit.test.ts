import { describe, expect, it } from '@jest/globals';
import type { Absence, Directory } from '../../src/directory/directory.ts';
import { resolveSeat } from '../../src/directory/resolve/resolve-seat.ts';
import { DUTY_SEAT } from '../../src/vocabulary/seats.ts';
import { personOf, smallCounty, withUnit } from './small-county.ts';

const at = '2026-11-20T02:00:00.000Z';
const A = '330523-O1/A';
const B = '330523-O1/B';
const HOST = '330523-O1-S1/H';

function away(...seats: readonly string[]): readonly Absence[] {
  return seats.map((seat) => ({
    person: personOf(seat),
    from: '2026-11-20T00:00:00.000Z',
    until: '2026-11-21T00:00:00.000Z',
    reason: '年休假',
  }));
}

function vacant(...seats: readonly string[]): Directory {
  const county = smallCounty();
  return { ...county, tenures: county.tenures.filter(({ seat }) => !seats.includes(seat)) };
}

describe('a seat is answered for', () => {
  it('by its holder', () => {
    expect(resolveSeat(smallCounty(), A, at)).toEqual({
      seat: A,
      answeringSeat: A,
      person: expect.objectContaining({ id: personOf(A) }),
      via: 'holder',
      reason: {
        zh: '任330523-O1/A任县教育局数字专员（A角）',
        en: '任330523-O1/A holds 县教育局数字专员（A角）',
      },
    });
  });

  it('by the deputy acting for an absent holder, both names kept', () => {
    const county = smallCounty({ absences: away(A) });
    expect(resolveSeat(county, A, at)).toMatchObject({
      via: 'deputy',
      answeringSeat: B,
      person: { id: personOf(B) },
      onBehalfOf: { id: personOf(A) },
      reason: { zh: '县教育局数字专员（A角）任330523-O1/A不在岗，由B角任330523-O1/B代理' },
    });
  });

  it('by the holder again from the moment the absence ends', () => {
    const county = smallCounty({ absences: away(A) });
    expect(resolveSeat(county, A, '2026-11-20T23:59:59.999Z').via).toBe('deputy');
    expect(resolveSeat(county, A, '2026-11-21T00:00:00.000Z').via).toBe('holder');
  });

  it('by the head of the host section when the deputy is absent too', () => {
    const county = smallCounty({ absences: away(A, B) });
    expect(resolveSeat(county, A, at)).toMatchObject({
      via: 'hostSectionHead',
      answeringSeat: HOST,
      onBehalfOf: { id: personOf(A) },
    });
  });

  it('by the head of the host section when it is vacant: a deputy acts only for somebody', () => {
    const found = resolveSeat(vacant(A), A, at);
    expect(found).toMatchObject({ via: 'hostSectionHead', answeringSeat: HOST });
    expect(found.onBehalfOf).toBeUndefined();
  });

  it.each(['330523-O1-S2/H', '330523-O1/L', B])(
    'by the head of the host section for %s, which has no deputy',
    (seat) => {
      expect(resolveSeat(smallCounty({ absences: away(seat) }), seat, at)).toMatchObject({
        via: 'hostSectionHead',
        person: { id: personOf(HOST) },
      });
    },
  );

  it('by the duty seat, with an alarm, when nobody of the unit can', () => {
    const county = smallCounty({ absences: away(A, B, HOST) });
    expect(resolveSeat(county, A, at)).toMatchObject({
      via: 'dutySeat',
      answeringSeat: DUTY_SEAT,
      onBehalfOf: { id: personOf(A) },
      alarm: { code: 'nobodyInUnit' },
    });
  });

  it('by the deputy of the duty seat, with the alarm, when the duty officer is absent too', () => {
    const county = smallCounty({ absences: away(A, B, HOST, DUTY_SEAT) });
    expect(resolveSeat(county, A, at)).toMatchObject({
      via: 'dutySeat',
      answeringSeat: '330523-TF/B',
      alarm: { code: 'nobodyInUnit' },
    });
  });

  it('by the duty officer all the same when nobody at all is there, with a louder alarm', () => {
    const county = smallCounty({ absences: away(A, B, HOST, DUTY_SEAT, '330523-TF/B') });
    expect(resolveSeat(county, A, at)).toMatchObject({
      person: { id: personOf(DUTY_SEAT) },
      alarm: { code: 'dutySeatUncovered' },
    });
  });

  it('by the duty seat, with an alarm, when it is unknown', () => {
    expect(resolveSeat(smallCounty(), '330523-X/A', at)).toMatchObject({
      via: 'dutySeat',
      alarm: { code: 'seatUnknown' },
    });
  });

  it('by the duty seat before anybody held it', () => {
    expect(resolveSeat(smallCounty(), A, '2000-01-01T00:00:00Z')).toMatchObject({
      person: { id: personOf(DUTY_SEAT) },
    });
  });
});

describe('a seat of an abolished unit', () => {
  const merged = withUnit(smallCounty(), '330523-O2', { until: '2026-11-20', successor: '330523-O1' });

  it('is answered for by its own holder until the day', () => {
    expect(resolveSeat(merged, '330523-O2/A', '2026-11-19T15:59:59.999Z').person.id).toBe('p-O2-A');
  });

  it.each([
    ['330523-O2/A', A],
    ['330523-O2/L', '330523-O1/L'],
    ['330523-O2-S2/H', A],
  ])('moves from %s to %s of the successor', (seat, successor) => {
    expect(resolveSeat(merged, seat, at)).toMatchObject({
      movedTo: successor,
      person: { id: personOf(successor) },
      reason: { zh: expect.stringContaining('已撤并') },
    });
  });
});

it('a directory in which nobody ever holds the duty seat is refused', () => {
  expect(() => resolveSeat(vacant(DUTY_SEAT), A, at)).toThrow('330523-TF/A');
});
