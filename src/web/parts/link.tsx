import type { ComponentChildren } from 'preact';
import { base, go } from '../page.ts';

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to a page of ours; a new tab, a middle click and a copied address work as of any link. */
export function Link({ to, class: look, current, children }: LinkProps) {
  return (
    <a
      href={base + to}
      class={look}
      aria-current={current === true ? 'page' : undefined}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
