import { benchLifecycle } from '../../../workflows/bench-lifecycle.ts';
import type { Move, Repertoire } from './pairs.ts';
import { routed, routingFailed } from './routing-moves.ts';

function move(type: string, as: string, data: object = {}): Move {
  return { name: type, type, as, data: () => data };
}

/** The lifecycle of the benchmark, and what must not come of it. */
export const benchLifecycleMoves: Repertoire = {
  definition: benchLifecycle,
  openings: [
    { name: 'submitted', input: { title: '基准', unit: '县综合执法局', limit: { workingDays: 30 } } },
  ],
  moves: [
    routed,
    routingFailed,
    move('receive', 'accountable'),
    move('dispatch', 'accountable', { section: '330523-O40-S1' }),
    move('report', 'accountable', { text: '进行中' }),
    move('claim', 'accountable'),
    move('approve', 'taskForce'),
    { ...move('approve', 'taskForce'), name: 'approve by the claimant', principal: 'p-accountable' },
  ],
};
