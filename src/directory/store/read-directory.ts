import type pg from 'pg';
import type { Directory } from '../directory.ts';
import { sortedDirectory } from '../files/directory-diff.ts';
import { directorySchema } from '../files/directory-schema.ts';

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const period = `'from', ${instant('from_at')}, 'until', ${instant('until_at')}`;
const list = (table: string, fields: string) =>
  `(SELECT coalesce(json_agg(json_build_object(${fields})), '[]') FROM ${table})`;

// One statement, so that all lists are of the same moment.
const READ = `
SELECT json_strip_nulls(json_build_object(
  'version', version,
  'county', county,
  'units', ${list(
    'unit',
    `'code', code, 'name', name, 'kind', kind, 'aliases', aliases, 'formerNames', former_names, 'office', office,
     'hostSection', host_section, 'duties', duties, 'places', places, 'dutyText', duty_text,
     'from', from_on, 'until', until_on, 'successor', successor`,
  )},
  'sections', ${list('section', `'code', code, 'unit', unit, 'name', name, 'host', host, ${period}`)},
  'hostings', ${list('hosting', `'unit', unit, 'section', section, ${period}`)},
  'seats', ${list(
    'seat',
    `'id', id, 'unit', unit, 'section', section, 'kind', kind, 'role', role, 'title', title, 'share', share, ${period}`,
  )},
  'people', ${list('person', `'id', id, 'name', name, 'qualifications', qualifications`)},
  'tenures', ${list('tenure', `'seat', seat, 'person', person, ${period}`)},
  'absences', ${list('absence', `'person', person, ${period}, 'reason', reason`)},
  'delegations', ${list(
    'delegation',
    `'id', id, 'seat', seat, 'task', task, 'person', person, 'by', delegated_by, ${period}, 'reason', reason`,
  )}
)) AS directory
FROM directory_version ORDER BY version DESC LIMIT 1`;

/** The directory in force; undefined while the database has none. */
export async function readDirectory(
  client: Pick<pg.ClientBase | pg.Pool, 'query'>,
): Promise<Directory | undefined> {
  const { rows } = await client.query<{ directory: unknown }>(READ);
  return rows[0] && sortedDirectory(directorySchema.parse(rows[0].directory));
}
