/** What is wrong with an address that was typed. insecure: a page from https may not ask it. secret: there is a name or a password in it. */
export type AddressProblem = 'empty' | 'no-address' | 'ipv6' | 'secret' | 'insecure';

/** Where a server is. */
export interface ServerAddress {
  /** Scheme, host and port: what a policy names. */
  readonly origin: string;
  /** With its path, without `/v1` and what comes after it. */
  readonly address: string;
}

export type TypedAddress =
  | { readonly ok: true; readonly value: ServerAddress }
  | { readonly ok: false; readonly error: AddressProblem };

/**
 * Reads an address as it was typed, `http://` where no scheme is given. It is one that public/one-server.js will allow: a host name or an address of IPv4.
 * @param secure Whether this page came over https.
 */
export function readTyped(text: string, secure: boolean): TypedAddress {
  const typed = text.trim();
  if (typed === '') return { ok: false, error: 'empty' };
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z\d+.-]*:\/\//iu.test(typed) ? typed : `http://${typed}`);
  } catch {
    return { ok: false, error: 'no-address' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, error: 'no-address' };
  if (url.username !== '' || url.password !== '') return { ok: false, error: 'secret' };
  if (url.hostname.startsWith('[')) return { ok: false, error: 'ipv6' };
  if (!/^[a-z0-9._-]+$/u.test(url.hostname)) return { ok: false, error: 'no-address' };
  if (secure && url.protocol === 'http:' && !isThisMachine(url.hostname)) return { ok: false, error: 'insecure' };
  const path = url.pathname.replace(/\/v1(?:\/.*)?$/u, '').replace(/\/+$/u, '');
  return { ok: true, value: { origin: url.origin, address: url.origin + path } };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || /^127(?:\.\d+){3}$/u.test(host);
}

/** A key as a header can carry it. */
export function isKey(text: string): boolean {
  return /^[\x21-\x7e]*$/u.test(text);
}
