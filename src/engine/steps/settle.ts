import type pg from 'pg';
import { createBatchLoader } from '../../platform/batch-loader.ts';
import { settleEffects } from '../store/effects-store.ts';
import type { EffectKey } from './task.ts';

/** Makes what removes effects that have nothing left to do; those of one moment go together. */
export function createSettling(pool: pg.Pool): (key: EffectKey) => Promise<void> {
  const settle = createBatchLoader<never>(async (texts) => {
    const keys = texts.map(keyIn);
    try {
      await settleEffects(pool, keys);
    } catch (error) {
      if (keys.length === 1) throw error;
      // Several rows may meet a commit that takes them in another order; one row cannot.
      for (const key of keys) await settleEffects(pool, [key]);
    }
    return new Map<string, never>();
  });
  return async ({ taskId, revision, position }) => {
    await settle(`${taskId} ${revision} ${position}`);
  };
}

function keyIn(text: string): EffectKey {
  const [taskId = '', revision, position] = text.split(' ');
  return { taskId, revision: Number(revision), position: Number(position) };
}
