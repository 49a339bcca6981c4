import { askedPath, keepFiles, keptResponse, OFFLINE_CACHE, useVersion } from './kept-files.ts';
import type { AppFile, KeptPlace } from './kept-files.ts';
import { sealRealm } from './seal.ts';
import type { SealedRealm } from './seal.ts';

// The composition root of the service worker: the sealed page opens without a network. It answers with files of the app alone, each checked against a hash that
// is part of this script; models and the encoder stay where their own code keeps them. It never takes over by itself while a page is open.

declare const self: ServiceWorkerGlobalScope;
/** Put in by scripts/build-offline.mjs. */
declare const GLASSRANK_FILES: readonly AppFile[];

// Named once: what is put in for the other name is put in wherever that stands.
const FILES = GLASSRANK_FILES;

sealRealm(self as unknown as SealedRealm);

const place = async (): Promise<KeptPlace> => ({ cache: await caches.open(OFFLINE_CACHE), scope: self.registration.scope });

self.addEventListener('install', (event) => {
  event.waitUntil(keepOwn());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    place()
      .then((kept) => useVersion(FILES, kept))
      // A first visit's page needs it for what it fetches from now on.
      .then(() => self.clients.claim()),
  );
});

const keepOwn = async (): Promise<void> => keepFiles(FILES, await place(), (url, init) => self.fetch(url, init));

self.addEventListener('message', (event: ExtendableMessageEvent) => {
  const { type } = Object(event.data) as { readonly type?: unknown };
  // A person has asked for the new version.
  if (type === 'glassrank-update') void self.skipWaiting();
  // A page asks whether all is there. What the browser has evicted is fetched again.
  if (type === 'glassrank-whole')
    event.waitUntil(
      keepOwn().then(
        () => event.ports[0]?.postMessage(true),
        () => event.ports[0]?.postMessage(false),
      ),
    );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || request.headers.has('range')) return;
  const path = askedPath(request.url, { scope: self.registration.scope, navigates: request.mode === 'navigate' });
  if (path === null || (path !== 'index.html' && !path.startsWith('assets/') && !FILES.some((file) => file.path === path)))
    return;
  event.respondWith(
    caches
      .has(OFFLINE_CACHE)
      // Opening a cache that somebody has deleted would make one.
      .then(async (there) => (there ? keptResponse(path, FILES, await place()) : undefined))
      .catch(() => undefined)
      // Evicted, or of no version that is kept.
      .then((found) => found ?? self.fetch(request)),
  );
});
