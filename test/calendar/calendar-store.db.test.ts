import { describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { CalendarChange } from '../../src/calendar/change/calendar-change.ts';
import { calendarRegister } from '../../src/calendar/store/calendar-register.ts';
import { changeRegister } from '../../src/register/change-register.ts';
import type { ContentTold } from '../../src/register/content-register.ts';
import { seedRegister } from '../../src/register/seed-register.ts';
import { readHistory } from '../../src/register/store/read-history.ts';
import { watchRegister } from '../../src/register/watch-register.ts';
import { ledgerOfSuite } from '../support/ledger.ts';
import { county } from './county-calendar.ts';

const by = { by: 'test', at: '2026-11-22T01:00:00.000Z' };
const signed = { by: 'p-0001', at: '2026-11-25T01:00:00.000Z', today: '2026-11-25' };
const holiday = (date: string): CalendarChange => ({
  reason: `放假 ${date}`,
  operations: [{ op: 'setCountyDay', day: { date, kind: 'holiday', name: '县庆' } }],
});

const failing = () => Promise.reject(new Error('no answer'));

let pool: Pool;

ledgerOfSuite(10, (opened) => {
  pool = opened;
});

const watching = () => watchRegister(calendarRegister, pool, { now: () => 0, everyMs: 0 });

describe('an empty database', () => {
  it('has no calendar', async () => {
    expect(await calendarRegister.read(pool)).toBeUndefined();
    await expect(watching().current()).rejects.toThrow('no calendar');
  });

  it('is seeded once, however many processes try at the same time, with the very calendar of the files', async () => {
    const seedings = await Promise.all(
      [1, 2, 3, 4].map(async () => seedRegister(calendarRegister, pool, county, by)),
    );
    expect(seedings.filter(({ seeded }) => seeded)).toHaveLength(1);
    expect(await calendarRegister.read(pool)).toEqual({
      version: 1,
      calendar: county,
      ...by,
      reason: '由配置文件载入',
    });
  });
});

describe('a change', () => {
  it('is a version of its own, seen by everybody, with who, when and why', async () => {
    const [one, other] = [watching(), watching()];
    const before = await other.current();
    const made = await changeRegister(calendarRegister, { pool, watch: one }, holiday('2026-12-11'), signed);
    expect(made.version).toBe(2);
    expect(one.latest()).toMatchObject({ version: 2, by: 'p-0001', reason: '放假 2026-12-11' });
    expect(other.latest()).toBe(before);
    expect((await other.current()).calendar).toEqual(made.after);
    const [entry] = await readHistory<ContentTold>(calendarRegister, pool, { limit: 5 });
    expect(entry).toMatchObject({ version: 2, digest: made.after.version, change: holiday('2026-12-11') });
  });

  it('that somebody else came before is planned anew on what they made', async () => {
    const [one, other] = [watching(), watching()];
    await Promise.all([one.current(), other.current()]);
    await Promise.all([
      changeRegister(calendarRegister, { pool, watch: one }, holiday('2026-12-14'), signed),
      changeRegister(calendarRegister, { pool, watch: other }, holiday('2026-12-15'), signed),
    ]);
    const { version, calendar } = await one.refresh();
    expect(version).toBe(4);
    expect(calendar.countyDays.map(({ date }) => date)).toEqual(['2026-12-11', '2026-12-14', '2026-12-15']);
  });

  it('with a conflict, or whose answer cannot be kept, leaves nothing behind', async () => {
    const watch = watching();
    await expect(
      changeRegister(calendarRegister, { pool, watch }, holiday('2026-12-14'), signed),
    ).rejects.toMatchObject({
      code: 'calendar-conflict',
      extras: { conflicts: [{ code: 'nothingChanges' }] },
    });
    await expect(
      changeRegister(calendarRegister, { pool, watch }, holiday('2026-12-16'), signed, failing),
    ).rejects.toThrow('no answer');
    expect((await watch.refresh()).version).toBe(4);
    const { rows } = await pool.query('SELECT version FROM calendar_carry ORDER BY version');
    expect(rows.map(({ version }: { version: number }) => version)).toEqual([2, 3, 4]);
  });

  it('once made is never rewritten', async () => {
    await expect(pool.query(`UPDATE calendar_version SET reason = 'x'`)).rejects.toThrow('append-only');
    await expect(pool.query('DELETE FROM calendar_version WHERE version = 1')).rejects.toThrow('append-only');
  });
});
