import { resolve } from 'node:path';
import type pg from 'pg';
import { loadLadder } from '../../calendar/ladder/load-ladders.ts';
import { loadLimits } from '../../calendar/limits/load-limits.ts';
import { loadCalendar } from '../../calendar/load-calendar.ts';
import { type CalendarWatch, calendarRegister } from '../../calendar/store/calendar-register.ts';
import { loadDirectory } from '../../directory/files/load-directory.ts';
import { dutyCategories } from '../../directory/files/taxonomy.ts';
import { type DirectoryWatch, directoryRegister } from '../../directory/store/directory-register.ts';
import type { Registry } from '../../engine/definition/registry.ts';
import { type Clock, isoOf } from '../../platform/clock.ts';
import type { Config } from '../../platform/config/config-schema.ts';
import { inSlices } from '../../platform/in-slices.ts';
import type { Lifecycle } from '../../platform/process/lifecycle.ts';
import type { Log } from '../../platform/process/log.ts';
import { seedRegister } from '../../register/seed-register.ts';
import { watchRegister } from '../../register/watch-register.ts';
import { learnAll } from '../../routing/books/keep-book.ts';
import { keepBoundaries } from '../../routing/draw-boundaries.ts';
import type { County } from '../../tasks/county.ts';
import { type BoundaryWatch, watchBoundaries } from '../../tasks/precedents/boundary-watch.ts';
import { type RulingWatch, watchRulings } from '../../tasks/precedents/ruling-watch.ts';
import { keepRouting, loadRoutingFiles, memoryFor } from './routing-files.ts';

const WATCH_EVERY_MS = 1_000;

export interface OpenedCounty extends County {
  /** Where changes of the directory and of the calendar are made. */
  readonly watch: DirectoryWatch;
  readonly calendars: CalendarWatch;
  readonly rulings: RulingWatch;
  readonly boundaries: BoundaryWatch;
  /** Categories in which duties may be declared. */
  readonly categories: ReadonlySet<string>;
}

/**
 * Reads what the county goes by: rules from files, directory and calendar from the database, seeded once from files,
 * and rulings off the log.
 */
export async function openCounty(
  pool: pg.Pool,
  registry: Registry,
  config: Config,
  clock: Clock,
  lifecycle: Lifecycle,
  log: Log,
): Promise<OpenedCounty> {
  const files = loadRoutingFiles();
  const categories = dutyCategories(files.taxonomy);
  const limits = loadLimits(resolve(config.limitsDir), categories);
  const ladder = await loadLadder(resolve(config.laddersDir));
  const seed = loadDirectory(resolve(config.directoryDir), files.taxonomy);
  const { seeded, version } = await seedRegister(directoryRegister, pool, seed, {
    by: 'onedoor',
    at: isoOf(clock()),
  });
  if (seeded) log.info({ version, units: seed.units.length }, 'Seeded the directory from files.');

  const watch = watchRegister(directoryRegister, pool, { now: clock, everyMs: WATCH_EVERY_MS });
  await watch.current();
  const calendars = await openCalendar(pool, config, clock, log);
  const rulings = await watchRulings({ database: pool, registry });
  const boundaries = await watchBoundaries(pool);
  const polling = setInterval(() => {
    Promise.all([watch.refresh(), calendars.refresh(), rulings.refresh(), boundaries.refresh()]).catch(
      (error: unknown) => {
        log.warn(
          { error },
          'Directory, calendar or rulings could not be read again; the last ones stay in force.',
        );
      },
    );
  }, WATCH_EVERY_MS);
  lifecycle.onStop('county watch', () => clearInterval(polling));

  // A long past is learned before anybody waits for an answer, and beside what the process does meanwhile.
  const memory = memoryFor(files);
  const past = rulings.current();
  await inSlices(learnAll(memory, past));
  const book = keepRouting(files, memory, past, (error) =>
    log.error({ error }, 'The text model could not be taught for the new directory; the last one stays.'),
  );
  const drawn = keepBoundaries();
  const routing = () => drawn(book(watch.latest(), rulings.current(), isoOf(clock())), boundaries.current());
  routing();
  return {
    directory: () => watch.latest(),
    routing,
    calendar: () => calendars.latest().calendar,
    limits: () => limits,
    ladder: () => ladder,
    watch,
    calendars,
    rulings,
    boundaries,
    categories,
  };
}

async function openCalendar(pool: pg.Pool, config: Config, clock: Clock, log: Log): Promise<CalendarWatch> {
  const files = await loadCalendar(resolve(config.calendarDir));
  const { seeded } = await seedRegister(calendarRegister, pool, files, { by: 'onedoor', at: isoOf(clock()) });
  const calendars = watchRegister(calendarRegister, pool, { now: clock, everyMs: WATCH_EVERY_MS });
  const { calendar, version } = await calendars.current();
  const years = files.years.flatMap(({ year }) =>
    calendar.years.some((known) => known.year === year) ? [] : [year],
  );
  if (seeded) log.info({ version }, 'Seeded the calendar from files.');
  else if (years.length > 0) {
    log.warn(
      { years, version },
      'Files hold years that the calendar in force lacks: onedoor calendar apply --file.',
    );
  }
  return calendars;
}
