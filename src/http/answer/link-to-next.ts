/** `Link: rel="next"` (RFC 8288) to the page after; nothing on the last page. */
export function linkToNext(
  path: string,
  query: Readonly<Record<string, string | number | boolean | undefined>>,
  cursor: string | undefined,
): { Link?: string } {
  if (cursor === undefined) return {};
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  parameters.set('cursor', cursor);
  return { Link: `<${path}?${parameters.toString()}>; rel="next"` };
}
