import type { TimelineEntry } from '../api/shapes.ts';
import { language, told } from '../page.ts';
import { whenOf } from '../parts/when.ts';

interface TimelineProps {
  readonly entries: readonly TimelineEntry[];
  /** The task whose page it is: what its children did is told with their names. */
  readonly task: string;
  readonly nowMs: number;
}

/** What has been, the newest first. */
export function Timeline({ entries, task, nowMs }: TimelineProps) {
  return (
    <ol class="timeline">
      {newestFirst(entries).map((entry) => (
        <li key={entry.id} class={entry.task.id === task ? '' : 'within'}>
          <time dateTime={entry.at} class="small">
            {whenOf(entry.at, nowMs, language)}
          </time>
          <div>
            {entry.actor.name} · <strong>{told(entry.title)}</strong>
            {entry.task.id !== task && <span class="small"> {entry.task.title}</span>}
            {saidIn(entry).map((text) => (
              <p key={text} class="said">
                {text}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** By instant: `toReversed` is younger than the browsers that offices have. */
function newestFirst(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  return entries
    .map((_, index) => entries[entries.length - 1 - index])
    .filter((entry) => entry !== undefined);
}

const SAID = ['text', 'note', 'reason', 'opinion', 'dutyBasis', 'progress'];

/** What a person wrote with an event. */
function saidIn({ data }: TimelineEntry): readonly string[] {
  return SAID.flatMap((key) => (typeof data?.[key] === 'string' ? [data[key]] : []));
}
