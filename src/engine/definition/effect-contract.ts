import type { z } from 'zod';
import { SIGNAL, SPAWN } from '../steps/effects.ts';
import type { IncomingEvent } from '../steps/step.ts';
import type { WorkflowDefinition } from './define.ts';

/** What an effect carries, and by which events workers answer it: one declaration for the machine and for the worker. */
export interface EffectContract<Params extends z.ZodType = z.ZodType, Answer extends string = string> {
  readonly name: string;
  readonly params: Params;
  /** The events that answer it, each as what makes one. */
  readonly answers: Readonly<Record<Answer, (data: object) => IncomingEvent>>;
}

/** What a machine hands over with an effect. */
export type ParamsOf<Contract extends EffectContract> = z.input<Contract['params']>;

/** Declares an effect; answers are names of events that the workflows which use it declare. */
export function defineEffect<Params extends z.ZodType, const Answer extends string>({
  name,
  params,
  answers,
}: {
  readonly name: string;
  readonly params: Params;
  readonly answers: readonly Answer[];
}): EffectContract<Params, Answer> {
  const makers = answers.map((type) => [type, (data: object) => ({ type, data })] as const);
  return {
    name,
    params,
    answers: Object.fromEntries(makers) as unknown as EffectContract<Params, Answer>['answers'],
  };
}

/**
 * What workflows and the contracts of a program disagree on: an effect that nobody carries out would be found only when
 * a task needs it, and an answer that the workflow does not take would park that task's effect.
 */
export function effectFaults(
  workflows: readonly WorkflowDefinition[],
  contracts: readonly EffectContract[],
): readonly string[] {
  const byName = new Map(contracts.map((contract) => [contract.name, contract]));
  return workflows.flatMap(({ name: workflow, machine, events }) =>
    Object.keys(machine.implementations.actions).flatMap((effect) => {
      if (effect === SPAWN || effect === SIGNAL) return [];
      const contract = byName.get(effect);
      if (contract === undefined) {
        return [
          `${workflow}: nobody carries out the effect "${effect}", expected one of ${[...byName.keys()].join(', ')}.`,
        ];
      }
      return Object.keys(contract.answers)
        .filter((answer) => events[answer]?.by.includes('engine') !== true)
        .map(
          (answer) =>
            `${workflow}: "${effect}" is answered by "${answer}", which it does not declare for the engine.`,
        );
    }),
  );
}
