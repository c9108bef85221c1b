/**
 * Where to go after signing in: the path that was asked for, if it is one of ours, else the desk. Browsers take `//host` and
 * `/\host` for another site, and leave out tabs and line breaks.
 */
export function ownPath(asked: string | null): string {
  return asked !== null && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(asked) ? asked : '/desk';
}
