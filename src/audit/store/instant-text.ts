/**
 * SQL for an instant as ISO text in UTC. Microseconds come along only where they are not zero: the engine never writes
 * any, so a time that was shifted by less than a millisecond does not pass for the one that was hashed.
 */
export function instantText(column: string): string {
  const text = `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return `replace(${text}, '000Z', 'Z')`;
}
