/** An effect as data: what a worker will do, now or when a timer is due. */
export interface Effect {
  readonly name: string;
  readonly params: unknown;
  /** Present for timers: identity within the task, and the ISO instant at which it fires. */
  readonly timer?: { readonly key: string; readonly dueAt: string };
}

/** The effect a delayed transition becomes; its params name the event to send. */
export const TIMER = 'timer';
export const SPAWN = 'spawn';
export const SIGNAL = 'signal';

interface MachineAction {
  readonly type: string;
  readonly params?: unknown;
}

interface RaiseParams {
  readonly event: { readonly type: string };
  readonly id?: string;
  readonly delay?: number;
}

/**
 * Turns what XState would execute into effects: custom actions by name, `after` into timers, leaving a state into
 * cancellations. `at` is the ISO instant of the event; delays count from it.
 */
export function effectsOf(
  actions: readonly unknown[],
  at: string,
): { effects: readonly Effect[]; cancelled: readonly string[] } {
  if (actions.length === 0) return NOTHING;
  let effects: Effect[] = [];
  const cancelled = new Set<string>();
  for (const { type, params } of actions as readonly MachineAction[]) {
    if (type === 'xstate.cancel') {
      const key = (params as { sendId: string }).sendId;
      effects = effects.filter((effect) => effect.timer?.key !== key);
      cancelled.add(key);
    } else if (type === 'xstate.raise') {
      effects.push(timerOf(params as RaiseParams, at));
    } else if (type.startsWith('xstate.')) {
      throw new Error(`The machine asked for "${type}"; only plain actions, raise and after are effects.`);
    } else {
      effects.push({ name: type, params: params ?? {} });
    }
  }
  return { effects, cancelled: [...cancelled] };
}

const NOTHING = { effects: [], cancelled: [] } as const;

function timerOf(params: RaiseParams, at: string): Effect {
  const key = params.id ?? params.event.type;
  const dueMs = Date.parse(at) + (params.delay ?? 0);
  if (!Number.isFinite(dueMs)) {
    throw new Error(`Timer "${key}": delay ${String(params.delay)} from ${at}, expected milliseconds.`);
  }
  return {
    name: TIMER,
    params: { event: params.event.type },
    timer: { key, dueAt: new Date(dueMs).toISOString() },
  };
}
