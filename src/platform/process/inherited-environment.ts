const INHERITED = /^(PATH$|LD_|FAKETIME|NO_FAKE_STAT$)/;

/**
 * What a program is given of our environment when it needs nothing of ours: where programs and libraries are found,
 * and the clock that Debian's `faketime` shows, so that all processes and the database see one time.
 */
export function inheritedEnvironment(environment: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && INHERITED.test(name)) kept[name] = value;
  }
  return kept;
}
