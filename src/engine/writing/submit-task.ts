import { newId } from '../../platform/ids.ts';
import type { EventEnvelope, WorkflowDefinition } from '../definition/define.ts';
import { judgedOf, judgingData } from '../steps/judge.ts';
import { logged, UNBORN } from '../steps/logged.ts';
import { numberOfNew } from '../steps/numbers.ts';
import { CREATED, start } from '../steps/step.ts';
import { type Task, taskAfter } from '../steps/task.ts';
import { appliedElsewhere } from '../steps/task-refusals.ts';
import { KeyTaken, type SubmitCommand } from './commands.ts';
import type { Serials } from './serials.ts';
import type { WriteStep } from './write-step.ts';

/** Creates a task of a workflow and commits it with its first effects. */
export async function submitTask(
  { serials, write }: { readonly serials: Serials; readonly write: WriteStep },
  definition: WorkflowDefinition,
  envelope: EventEnvelope,
  command: SubmitCommand,
): Promise<Task> {
  const { judge, actor, consumes } = command;
  const id = command.taskId ?? newId(Date.parse(envelope.at));
  const about = { definition, task: undefined, type: CREATED, at: envelope.at };
  const beginning = { actor, at: envelope.at, id: envelope.id, taskId: id };
  const step = start(definition, command.input, beginning, judgingData(judge, about));
  judge?.step(judgedOf(about, step.input), step);
  const serial = await serials.next();
  const { number, series } = numberOfNew(id, serial, envelope.at, definition.numbering);
  const parent = command.parent ?? null;
  const born = { id, serial, number, definition, parent, createdAt: envelope.at };
  const event = logged(definition, envelope, CREATED, step.input);
  const decided = taskAfter(Object.assign(born, UNBORN), step, event);
  const answer = command.answering?.(decided);
  const { effects, cancelled } = step;
  const entry = { task: decided, expected: 0, event, effects, cancelled, consumes, answer, series };
  const { task, verdict } = await write(entry, undefined);
  if (verdict === 'key-taken') throw new KeyTaken();
  if (verdict !== 'committed') throw appliedElsewhere();
  return task;
}
