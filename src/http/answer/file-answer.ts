/** The media types of files that people download. */
export const CSV = 'text/csv; charset=utf-8';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The headers under which a browser keeps an answer as a file of that name. */
export function fileHeaders(type: string, name: string): Readonly<Record<string, string>> {
  return { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` };
}
