import type { ClockOf } from '../api/shapes.ts';
import { told } from '../page.ts';

/** Where the working time of a task went: a bar by party, and the same in words. */
export function ClockBar({ clock }: { readonly clock: ClockOf }) {
  const spent = clock.totals.filter(({ minutes }) => minutes > 0);
  const all = spent.reduce((sum, { minutes }) => sum + minutes, 0);
  return (
    <>
      <p class="small">{told(clock.summary)}</p>
      {all > 0 && (
        <div class="bar" aria-hidden="true">
          {spent.map(({ party, title, minutes }) => (
            <span key={party} class={`party-${party}`} style={{ width: `${(minutes / all) * 100}%` }}>
              {told(title)}
            </span>
          ))}
        </div>
      )}
      <ul class="plain small">
        {spent.map(({ party, title, words }) => (
          <li key={party}>
            {told(title)}: {told(words)}
          </li>
        ))}
      </ul>
    </>
  );
}
