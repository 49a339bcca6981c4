/** A file of the app, as the build made it. */
export interface AppFile {
  /** Below the app's folder, with `/`: `assets/first-abc.js`. */
  readonly path: string;
  /** SHA-256 of its bytes, in base64. */
  readonly sha256: string;
}

/** What is used of a `Cache`. */
export type KeptCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

/** The one cache that the service worker writes. No other is opened, and no other's entries are touched. */
export const OFFLINE_CACHE = 'glassrank/offline';
/** Files that are fetched side by side. */
const AT_ONCE = 4;

/** Where things stand: `scope` is the app's folder as an address that ends in `/`. */
export interface KeptPlace {
  readonly cache: KeptCache;
  readonly scope: string;
}

/** The cache's key of a file: its content, so that a file that a new version still has is not fetched again. */
function keyOf({ sha256 }: Pick<AppFile, 'sha256'>, scope: string): string {
  return `${scope}offline/${sha256.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

const versionKey = (scope: string): string => `${scope}offline/version`;

/**
 * Fetches every file that is not there yet; the browser checks each against its hash (Subresource Integrity) and refuses another. Rejects where one cannot be had: a
 * version is kept whole or not at all.
 */
export async function keepFiles(
  files: readonly AppFile[],
  { cache, scope }: KeptPlace,
  fetchFile: (url: string, init: RequestInit) => Promise<Response>,
): Promise<void> {
  const left = [...files];
  const next = async (): Promise<void> => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const key = keyOf(file, scope);
      if ((await cache.match(key)) !== undefined) continue;
      const response = await fetchFile(new URL(file.path, scope).href, {
        integrity: `sha256-${file.sha256}`,
        // The host is asked whether it is still this one.
        cache: 'no-cache',
        credentials: 'omit',
        redirect: 'error',
      });
      if (!response.ok) throw new Error(`${file.path}: ${response.status}`);
      await cache.put(key, response);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

/**
 * Makes these files the version in use and forgets what neither it nor the one before has: a tab that was opened with the one before goes on with its own files.
 */
export async function useVersion(files: readonly AppFile[], { cache, scope }: KeptPlace): Promise<void> {
  const before = (await readVersions({ cache, scope }))[0] ?? [];
  const same = JSON.stringify(before) === JSON.stringify(files);
  const versions = same ? await readVersions({ cache, scope }) : [files, before];
  await cache.put(versionKey(scope), new Response(JSON.stringify(versions)));
  const held = new Set([versionKey(scope), ...versions.flat().map((file) => keyOf(file, scope))]);
  for (const request of await cache.keys()) if (!held.has(request.url)) await cache.delete(request);
}

/** The files of the version in use, and of the one before it. */
async function readVersions({ cache, scope }: KeptPlace): Promise<readonly (readonly AppFile[])[]> {
  const kept = await cache.match(versionKey(scope));
  return kept === undefined ? [] : ((await kept.json()) as readonly (readonly AppFile[])[]);
}

/** The file that an address asks for; null: the service worker has nothing to do with it. Documents other than the sealed page are the network's. */
export function askedPath(
  address: string,
  { scope, navigates }: { readonly scope: string; readonly navigates: boolean },
): string | null {
  const url = new URL(address);
  url.hash = '';
  url.search = '';
  if (!url.href.startsWith(scope)) return null;
  const path = url.href.slice(scope.length);
  const page = path === '' || path === 'index' || path === 'index.html' ? 'index.html' : path;
  return navigates && page !== 'index.html' ? null : page;
}

/** What is kept under a path: of `files`, the version that this worker came with, else of the one before; undefined: nothing. */
export async function keptResponse(path: string, files: readonly AppFile[], place: KeptPlace): Promise<Response | undefined> {
  const own = files.find((file) => file.path === path);
  const found = own ?? (await readVersions(place)).flat().find((file) => file.path === path);
  return found === undefined ? undefined : place.cache.match(keyOf(found, place.scope));
}
