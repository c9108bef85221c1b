import type { Directory } from '../../directory/directory.ts';
import { indexDirectory } from '../../directory/directory-index.ts';
import { atOnce, inSlices, type Work } from '../../platform/in-slices.ts';
import type { TextModel } from './text-ranking.ts';

/** Teaches the model of a directory at a moment (ISO instant), part by part. */
export type Teach = (directory: Directory, now: string) => Work<TextModel>;

/** What a model is taught for: these units, and those of them that stand from one moment until another (epoch ms). */
interface Taught {
  readonly directory: Directory;
  readonly units: string;
  readonly from: number;
  readonly until: number;
}

/**
 * Keeps the text model in step with the units, those that stand now among them; people come and go without a new one.
 * A new model is taught beside other work and the old one serves until the new one stands. `failed` is told when that
 * goes wrong, and the old one stays.
 */
export function keepTextModel(
  teach: Teach,
  failed: (error: unknown) => void,
): (directory: Directory, now: string) => TextModel {
  let model: TextModel | undefined;
  let wanted: Taught | undefined;

  async function teachMeanwhile(next: Taught, now: string): Promise<void> {
    const taught = await inSlices(
      teach(next.directory, now),
      () => wanted?.units === next.units && wanted.from === next.from,
    );
    if (taught !== undefined) model = taught;
  }

  return (directory, now) => {
    const moment = Date.parse(now);
    const before = wanted;
    if (model && before?.directory === directory && holds(before, moment)) return model;
    const units = before?.directory === directory ? before.units : JSON.stringify(directory.units);
    if (model && before?.units === units && holds(before, moment)) {
      wanted = { ...before, directory };
      return model;
    }
    const next = { directory, units, ...standingSpan(directory, moment) };
    wanted = next;
    if (model === undefined) model = atOnce(teach(directory, now));
    else teachMeanwhile(next, now).catch(failed);
    return model;
  };
}

function holds({ from, until }: Taught, moment: number): boolean {
  return from <= moment && moment < until;
}

// The stretch of time around a moment in which the same units stand.
function standingSpan(directory: Directory, moment: number): { from: number; until: number } {
  let from = Number.NEGATIVE_INFINITY;
  let until = Number.POSITIVE_INFINITY;
  for (const span of indexDirectory(directory).unitSpans.values()) {
    for (const change of [span.from, span.until]) {
      if (change <= moment) from = Math.max(from, change);
      else until = Math.min(until, change);
    }
  }
  return { from, until };
}
