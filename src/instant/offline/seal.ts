/** The parts of a service worker's realm that could talk to somebody else. */
export interface SealedRealm {
  fetch: typeof fetch;
  readonly location: { readonly origin: string };
  [name: string]: unknown;
}

/** What the realm has beside `fetch` to reach another host, to open a page, or to bring code in. None of it is used here. */
const DOORS = [
  'WebSocket',
  'WebSocketStream',
  'EventSource',
  'WebTransport',
  'XMLHttpRequest',
  'importScripts',
  'RTCPeerConnection',
  'BackgroundFetchManager',
];

/**
 * Takes from this realm what could reach another host. A service worker is started by its address, so a `<meta>` does not hold it, and a plain host sends no
 * policy with it; where a host does, that holds as well. What is left is `fetch` to the own origin.
 */
export function sealRealm(realm: SealedRealm): void {
  const send = realm.fetch.bind(realm);
  const { origin } = realm.location;
  const own: typeof fetch = (input, init) => {
    const address = input instanceof Request ? input.url : new URL(String(input), realm.location.origin).href;
    return new URL(address).origin === origin ? send(input, init) : Promise.reject(new TypeError('only the own origin is asked'));
  };
  put(realm, 'fetch', own);
  for (const name of DOORS) put(realm, name, undefined);
  const clients = (realm['Clients'] as { prototype?: object } | undefined)?.prototype;
  const client = (realm['WindowClient'] as { prototype?: object } | undefined)?.prototype;
  if (clients !== undefined) put(clients, 'openWindow', undefined);
  if (client !== undefined) put(client, 'navigate', undefined);
}

/** On the object and wherever its prototypes have it, for good. */
function put(object: object, name: string, value: unknown): void {
  if (!(name in object)) return;
  for (let one: object | null = object; one !== null; one = Object.getPrototypeOf(one) as object | null)
    if (one === object || Object.hasOwn(one, name))
      Object.defineProperty(one, name, { value, writable: false, configurable: false });
}
