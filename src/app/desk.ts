import type pg from 'pg';
import type { Access } from '../access/access.ts';
import type { CalendarWatch } from '../calendar/store/calendar-register.ts';
import type { DirectoryWatch } from '../directory/store/directory-register.ts';
import type { Engine } from '../engine/engine.ts';
import type { Clock } from '../platform/clock.ts';
import type { County } from '../tasks/county.ts';
import type { InboxWaiters } from '../tasks/inbox/inbox-waiters.ts';
import type { BoundaryWatch } from '../tasks/precedents/boundary-watch.ts';
import type { RulingWatch } from '../tasks/precedents/ruling-watch.ts';

/** What use cases work with, whichever door they are asked through; the composition root hands it in. */
export interface Desk {
  readonly engine: Engine;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly county: County;
  /** Where changes of the directory are made; `county.directory` sees them when they are. */
  readonly watch: DirectoryWatch;
  /** Where changes of the calendar are made; `county.calendar` sees them when they are. */
  readonly calendars: CalendarWatch;
  /** The precedents in force; `county.routing` goes by them. */
  readonly rulings: Pick<RulingWatch, 'current' | 'refresh'>;
  /** The boundaries that the task force has drawn; `county.routing` goes by them. */
  readonly boundaries: BoundaryWatch;
  /** Categories in which units may declare duties. */
  readonly categories: ReadonlySet<string>;
  /** Who in this process hears of a change at once; other processes hear by themselves. */
  readonly waiters?: Pick<InboxWaiters, 'wake'>;
  readonly access?: Pick<Access, 'refresh'>;
  /** The evaluation mode keeps a file of keys; undefined where keys are issued one by one. */
  readonly evaluation?: { readonly file: string; extend(): Promise<void> } | undefined;
}
