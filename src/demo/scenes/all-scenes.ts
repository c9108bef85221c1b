import { extension } from './extension.ts';
import { handover } from './handover.ts';
import { ladder } from './ladder.ts';
import { leave } from './leave.ts';
import { parking } from './parking.ts';
import { ruling } from './ruling.ts';
import type { Cast, Line } from './scene.ts';

const scenes = [leave, handover, ruling, extension, parking, ladder];

/** A scene as it was played. */
export interface PlayedScene {
  readonly name: string;
  readonly title: Line;
  readonly lines: readonly Line[];
}

/** Whether a task belongs to a scene, so that nobody else of the demonstration touches it. */
export function isStaged({ title }: { readonly title: string }): boolean {
  return scenes.some(({ matters }) => matters.includes(title));
}

/** Plays every scene at once; rejects with the name of the one that did not go as told. */
export function playScenes(cast: Cast): Promise<readonly PlayedScene[]> {
  return Promise.all(
    scenes.map(async ({ name, title, play }) => {
      try {
        return { name, title, lines: await play(cast) };
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`Scene "${name}": ${why}`, { cause });
      }
    }),
  );
}
