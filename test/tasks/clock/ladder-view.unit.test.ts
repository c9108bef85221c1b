import { describe, expect, it } from '@jest/globals';
import { ladderView } from '../../../src/tasks/clock/ladder-view.ts';
import { readingsOf } from '../../../src/vocabulary/readings.ts';
import { BLANK } from '../../../workflows/reform-task/context.ts';
import { reformTask } from '../../../workflows/reform-task.ts';
import { supervisionNotice } from '../../../workflows/supervision-notice.ts';
import { shippedLadder } from '../../calendar/ladder/shipped-ladder.ts';
import { smallCounty } from '../../directory/small-county.ts';

const NOW = '2026-11-24T00:30:00.000Z';
const DUE = '2026-11-23T09:30:00.000Z';
const view = (remembered: object) =>
  ladderView(readingsOf(reformTask).ladder?.({ ...BLANK, ...remembered }), shippedLadder, smallCounty(), NOW);

describe('the ladder of a task', () => {
  it('shows the rungs to come, those behind and the notices, each by its name and with who acknowledged it', () => {
    const acknowledged = {
      at: NOW,
      by: { principal: 'seat:330523-O1/A', name: '任甲' },
      answer: null,
    };
    const notice = { copy: false, mustAnswer: false, issuedAt: DUE, acknowledged, recalledAt: null };
    const shown = view({
      dueAt: DUE,
      decideBy: null,
      rungs: [{ key: `circular@${DUE}`, code: 'circular', at: '2026-12-07T00:30:00.000Z' }],
      climbed: [
        { key: `behind@${DUE}`, at: NOW, fired: false },
        { key: `overdue@${DUE}`, at: NOW, fired: true },
      ],
      notices: [{ child: 'c1', key: `overdue@${DUE}`, seat: '330523-O1/A', ...notice }],
    });
    expect(shown?.toCome).toEqual([
      {
        key: `circular@${DUE}`,
        code: 'circular',
        title: { zh: '通报', en: 'Circular' },
        colour: 'red',
        at: '2026-12-07T00:30:00.000Z',
      },
    ]);
    expect(shown?.climbed).toMatchObject([
      { code: 'behind', fired: false },
      { code: 'overdue', title: { zh: '红色督办单（超期）' }, fired: true },
    ]);
    expect(shown?.notices).toMatchObject([
      { id: 'c1', code: 'overdue', colour: 'red', seat: { seat: '330523-O1/A', via: 'holder' }, ...notice },
    ]);
  });

  it('calls a rung that it has lost by its code', () => {
    const rungs = [{ key: 'thunder@x', code: 'thunder', at: NOW }];
    const shown = view({ dueAt: null, decideBy: null, rungs, climbed: [], notices: [] });
    expect(shown?.silent).toBe(true);
    expect(shown?.toCome).toMatchObject([{ title: { zh: 'thunder', en: 'thunder' }, colour: null }]);
  });

  it('is none where the workflow keeps none', () => {
    expect(ladderView(undefined, shippedLadder, smallCounty(), NOW)).toBeNull();
    expect(readingsOf(supervisionNotice).ladder).toBeUndefined();
  });
});
