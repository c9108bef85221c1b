import type { AccountTerms } from '../../access/accounts/account-terms.ts';

/** How sessions are carried and where they are accepted. */
export interface SignInSettings {
  /** Of the address that people use; undefined where none is set. */
  readonly publicUrl: string | undefined;
  /** Whether passwords may come in: over TLS, or from this machine alone. */
  readonly passwords: boolean;
  /** Whether anybody may take any seat, to try the product. */
  readonly demo: boolean;
  readonly terms: AccountTerms;
}

/**
 * The name of the cookie. `__Host-` binds it to this host over TLS; browsers refuse the prefix on plain http, which is
 * for this machine alone (httpwg/http-extensions#2605).
 */
export function cookieName({ publicUrl }: Pick<SignInSettings, 'publicUrl'>): string {
  return isSecure(publicUrl) ? '__Host-onedoor' : 'onedoor-local';
}

/** The token in a Cookie header; undefined where there is none, and where the name stands twice: then it is not only ours. */
export function sessionTokenOf(
  cookie: string,
  settings: Pick<SignInSettings, 'publicUrl'>,
): string | undefined {
  const name = `${cookieName(settings)}=`;
  const found = cookie.split(/;\s*/).filter((part) => part.startsWith(name));
  return found.length === 1 ? found[0]?.slice(name.length) : undefined;
}

/** The Set-Cookie that carries a token until the browser is closed; an empty one takes the cookie away. */
export function setCookieOf(token: string, settings: Pick<SignInSettings, 'publicUrl'>): string {
  const secure = isSecure(settings.publicUrl) ? '; Secure' : '';
  const gone = token === '' ? '; Max-Age=0' : '';
  return `${cookieName(settings)}=${token}; Path=/; HttpOnly; SameSite=Lax${secure}${gone}`;
}

function isSecure(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https:') === true;
}
