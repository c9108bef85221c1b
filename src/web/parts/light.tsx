import { say } from '../page.ts';

const GLYPHS = { green: '●', yellow: '▲', red: '■', none: '–' } as const;

/** A light: a sign and a word on a tint, never colour alone. */
export function Light({
  light,
  words,
}: {
  readonly light: string | null | undefined;
  readonly words?: string | undefined;
}) {
  const known = light === 'green' || light === 'yellow' || light === 'red' ? light : 'none';
  return (
    <span class={`light ${known}`}>
      <span aria-hidden="true">{GLYPHS[known]}</span> {words ?? say.light[known]}
    </span>
  );
}
