import type { Move } from './pairs.ts';

const sentence = { zh: '按牵头单位', en: 'By lead unit' };

/** Where the engine's answers send tasks, as the effects `route` and `resolveAssignment` are answered. */
export function routedTo(unit: string) {
  return {
    unit,
    seat: `${unit}/A`,
    reason: { step: 'unit', sentence, directoryVersion: 1 },
    dueAt: '2027-01-05T09:30:00.000Z',
    receiptDueAt: '2026-11-24T09:30:00.000Z',
    returnDueAt: '2026-11-26T09:30:00.000Z',
    rungs: [],
  };
}

export const UNIT = '330523-O40';
export const OTHER_UNIT = '330523-O41';

export const routed: Move = { name: 'routed', type: 'routed', as: 'engine', data: () => routedTo(UNIT) };

export const routingFailed: Move = {
  name: 'routingFailed',
  type: 'routingFailed',
  as: 'engine',
  data: () => ({
    reason: { step: 'none', sentence },
    candidates: [{ unit: UNIT, name: '县综合执法局', score: 0.4, why: sentence }],
  }),
};
