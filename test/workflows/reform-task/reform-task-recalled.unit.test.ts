import { describe, expect, it } from '@jest/globals';
import { extension, noticesOf, parking, transferred, URGING } from '../moves/reform-task-moves.ts';
import { OTHER_UNIT } from '../moves/routing-moves.ts';
import { fired, played, type Stage } from '../stage.ts';
import { contextOf, taken, working } from './reform-task-scenes.ts';

const DUE = '2027-01-05T09:30:00.000Z';

const at = (stage: Stage, instant: string): Stage => ({ ...stage, at: instant });
const rung = (stage: Stage) => fired(stage, 'ladder') as Stage;

const letter = `urgingLetter@${DUE}`;

/** The letter was sent and nobody has answered. */
function urgedByLetter(): Stage {
  const rungs = [{ key: letter, code: 'urgingLetter', at: '2027-01-06T00:30:00.000Z' }];
  const stage = rung(played(working(), 'rungsSet', { rungs }, 'engine'));
  return played(stage, 'noticesIssued', noticesOf(letter, URGING), 'engine');
}

const newDate = { dueAt: '2027-01-20T09:30:00.000Z', rungs: [] };

describe('a letter that is recalled', () => {
  const ways: readonly (readonly [string, (stage: Stage) => Stage])[] = [
    ['the calendar', (stage) => played(stage, 'calendarChanged', newDate, 'engine')],
    [
      'an extension that was asked for before',
      (stage) => {
        const asked = played(
          at(stage, '2026-12-30T02:00:00.000Z'),
          'requestExtension',
          extension,
          'accountable',
        );
        return played(played(taken(asked), 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
      },
    ],
    [
      'parking',
      (stage) => {
        const until = { ...parking, reviewOn: '2027-02-04' };
        const asked = played(stage, 'requestParking', until, 'accountable');
        return played(played(taken(asked), 'endorse', {}, 'unitLeader'), 'grant', {}, 'taskForce');
      },
    ],
    [
      'a transfer',
      (stage) => {
        const asked = played(stage, 'transfer', { unit: OTHER_UNIT, reason: '职能调整' }, 'taskForce');
        return played(asked, 'transferred', transferred(contextOf(asked)), 'engine');
      },
    ],
  ];

  it.each(ways)('by %s settles what hung on it', (_way, moves) => {
    const before = urgedByLetter();
    expect(contextOf(before)).toMatchObject({ letter, urges: { answered: false } });
    const stage = moves(before);
    expect(contextOf(stage)).toMatchObject({ letter: null, urges: { answered: true } });
    expect(contextOf(stage).rungs.map(({ code }) => code)).not.toContain('criticism');
    expect(contextOf(stage).notices.every(({ recalledAt }) => recalledAt !== null)).toBe(true);
  });

  it('takes back the criticism that its silence has brought', () => {
    const criticised = rung(at(urgedByLetter(), '2027-01-13T09:31:00.000Z'));
    const told = played(criticised, 'noticesIssued', noticesOf('criticism@2027-01-06'), 'engine');
    expect(contextOf(told).notices.at(-1)).toMatchObject({ of: letter, recalledAt: null });
    const moved = played(told, 'calendarChanged', newDate, 'engine');
    expect(contextOf(moved).notices.at(-1)).toMatchObject({ recalledAt: moved.at });
  });

  it('leaves what a supervisor has urged', () => {
    const urged = played(working(), 'urge', {}, 'supervisor');
    const criticism = {
      ...URGING.rungs[0],
      key: `criticism@${urged.at}`,
      code: 'criticism',
      at: URGING.rungs[0]?.at,
    };
    const terms = { rungs: [criticism], urge: URGING.urge };
    const counted = played(urged, 'rungsSet', terms, 'engine');
    const both = played(counted, 'noticesIssued', noticesOf(letter, URGING), 'engine');
    const moved = played(both, 'calendarChanged', newDate, 'engine');
    expect(contextOf(moved)).toMatchObject({
      urges: { answered: false, count: 2, answerBy: URGING.urge.answerBy },
      rungs: [{ key: `criticism@${urged.at}` }],
    });
  });
});
