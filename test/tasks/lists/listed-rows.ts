import type { Pool } from 'pg';
import { shanghai } from '../../calendar/county-calendar.ts';
import { idOf, insertRows, type RowGiven } from '../task-rows.ts';

/** When the rows below are read. */
export const now = shanghai('2026-11-18 12:00');

const rows: readonly RowGiven[] = [
  { serial: 1, title: '智慧犬管平台', category: '教育文体/教育收费', dueAt: shanghai('2026-11-13 17:30') },
  {
    serial: 2,
    title: '100%上线_试点',
    unit: '330523-O2',
    owner: '330523-O2/A',
    dueAt: shanghai('2026-11-20 17:30'),
  },
  { serial: 3, title: 'Smart Dogs', category: '教育文体/教育', dueAt: shanghai('2026-12-31 17:30') },
  { serial: 4, state: 'triage', unit: null, owner: '330523-TF/A' },
  { serial: 5, state: 'open.claimed', attention: '330523-TF/A', dueAt: shanghai('2026-11-20 17:30') },
  {
    serial: 6,
    state: 'struckOff',
    dueAt: shanghai('2026-11-01 17:30'),
    closedAt: shanghai('2026-11-02 09:00'),
  },
  {
    serial: 7,
    workflow: 'section-assignment',
    owner: '330523-O1-S1/H',
    parent: idOf(1),
    state: 'open.dispatched',
  },
  {
    serial: 8,
    unit: '330523-O2',
    owner: '330523-O1-S1/H',
    state: 'finished',
    closedAt: shanghai('2026-11-02 09:00'),
  },
];

/** Tasks of every kind that lists tell apart, with their numbers. */
export async function insertListedRows(pool: Pool): Promise<void> {
  await insertRows(pool, rows);
  await pool.query(`INSERT INTO task_series VALUES ('2026-', ${rows.length})`);
}
