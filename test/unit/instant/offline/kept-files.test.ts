import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { askedPath, keepFiles, keptResponse, useVersion } from '../../../../src/instant/offline/kept-files.ts';
import type { AppFile, KeptCache } from '../../../../src/instant/offline/kept-files.ts';
import { sealRealm } from '../../../../src/instant/offline/seal.ts';
import type { SealedRealm } from '../../../../src/instant/offline/seal.ts';

const SCOPE = 'https://rank.example/app/';

function cacheOf(): KeptCache & { readonly held: Map<string, Response> } {
  const held = new Map<string, Response>();
  const url = (asked: RequestInfo | URL): string => (asked instanceof Request ? asked.url : String(asked));
  return {
    held,
    match: (asked) => Promise.resolve(held.get(url(asked))?.clone()),
    put: (asked, response) => Promise.resolve(void held.set(url(asked), response)),
    delete: (asked) => Promise.resolve(held.delete(url(asked))),
    keys: () => Promise.resolve([...held.keys()].map((key) => new Request(key))),
  };
}

const file = (path: string, text: string): AppFile & { readonly text: string } => ({
  path,
  text,
  sha256: createHash('sha256').update(text).digest('base64'),
});

/** A host with these files, which checks hashes as a browser does, and remembers what it was asked for. */
function host(files: readonly (AppFile & { readonly text: string })[]) {
  const asked: string[] = [];
  const send = (url: string, init: RequestInit): Promise<Response> => {
    asked.push(url.slice(SCOPE.length));
    const found = files.find(({ path }) => SCOPE + path === url);
    if (found === undefined) return Promise.resolve(new Response('', { status: 404 }));
    const { sha256 } = file('', found.text);
    return init.integrity === `sha256-${sha256}`
      ? Promise.resolve(new Response(found.text))
      : Promise.reject(new TypeError('integrity'));
  };
  return { asked, send };
}

const PAGE = file('index.html', '<p>one</p>');
const CODE = file('assets/first-aaaaaaaa.js', 'one()');
const SHARED = file('assets/shared-bbbbbbbb.js', 'shared()');
const NEW_PAGE = file('index.html', '<p>two</p>');
const NEW_CODE = file('assets/first-cccccccc.js', 'two()');

describe('files that are kept for opening without a network', () => {
  it('are all there or none is: a version of which a file is missing or another is not taken', async () => {
    const cache = cacheOf();
    await expect(keepFiles([PAGE, CODE], { cache, scope: SCOPE }, host([PAGE]).send)).rejects.toThrow('404');
    await expect(keepFiles([PAGE], { cache: cacheOf(), scope: SCOPE }, host([{ ...PAGE, text: 'other' }]).send)).rejects.toThrow(
      'integrity',
    );
  });

  it('are answered by their path, and after an update only what is new was fetched', async () => {
    const cache = cacheOf();
    const place = { cache, scope: SCOPE };
    const first = [PAGE, CODE, SHARED];
    await keepFiles(first, place, host(first).send);
    await useVersion(first, place);
    expect(await (await keptResponse('index.html', first, place))?.text()).toBe('<p>one</p>');
    const second = [NEW_PAGE, NEW_CODE, SHARED];
    const { asked, send } = host(second);
    await keepFiles(second, place, send);
    expect(asked.toSorted()).toEqual([NEW_CODE.path, NEW_PAGE.path].toSorted());
    // Kept, and not in use: the old version goes on.
    expect(await (await keptResponse('index.html', first, place))?.text()).toBe('<p>one</p>');
    await useVersion(second, place);
    expect(await (await keptResponse('index.html', second, place))?.text()).toBe('<p>two</p>');
    // A tab of the version before still asks for its own script.
    expect(await (await keptResponse(CODE.path, second, place))?.text()).toBe('one()');
    expect(await keptResponse('assets/nobody-dddddddd.js', second, place)).toBeUndefined();
  });

  it('of a version before the last are forgotten, and nothing else of the cache is left', async () => {
    const cache = cacheOf();
    const place = { cache, scope: SCOPE };
    const versions = [
      [PAGE, CODE],
      [NEW_PAGE, NEW_CODE],
      [file('index.html', 'three'), SHARED],
    ];
    for (const files of versions) {
      await keepFiles(files, place, host(files).send);
      await useVersion(files, place);
      // The worker is started anew and activated by the same version again.
      await useVersion(files, place);
    }
    expect(await keptResponse(CODE.path, versions[2] ?? [], place)).toBeUndefined();
    expect(cache.held.size).toBe(5);
  });
});

describe('what a service worker answers', () => {
  it.each([
    ['', true, 'index.html'],
    ['?model=test-tiny#log', true, 'index.html'],
    ['index.html', true, 'index.html'],
    ['models.html', true, null],
    ['connected.html?server=x', true, null],
    ['assets/first-a.js?again=1', false, 'assets/first-a.js'],
    ['models/tiny/manifest.json', false, 'models/tiny/manifest.json'],
  ])('%j: %s, %s', (address, navigates, path) => {
    expect(askedPath(SCOPE + address, { scope: SCOPE, navigates })).toBe(path);
  });

  it('is nothing of another folder or another origin', () => {
    for (const address of ['https://rank.example/', 'https://rank.example/other/index.html', 'https://elsewhere.example/app/'])
      expect(askedPath(address, { scope: SCOPE, navigates: false })).toBeNull();
  });
});

describe('the sealed realm of a service worker', () => {
  it('asks its own origin, and has no other way out', async () => {
    const asked: string[] = [];
    const realm: SealedRealm = {
      location: { origin: 'https://rank.example' },
      fetch: (input) => {
        asked.push(input instanceof Request ? input.url : String(input));
        return Promise.resolve(new Response('x'));
      },
      WebSocket: class {},
      EventSource: class {},
      importScripts: () => {},
      Clients: class {
        openWindow(): void {}
      },
    };
    sealRealm(realm);
    await realm.fetch('https://rank.example/app/icon.svg');
    await realm.fetch('/app/icon.svg');
    await expect(realm.fetch('https://elsewhere.example/?q=secret')).rejects.toThrow('own origin');
    await expect(realm.fetch(new Request('https://elsewhere.example/'))).rejects.toThrow('own origin');
    await expect(realm.fetch('//elsewhere.example/')).rejects.toThrow('own origin');
    expect(asked).toEqual(['https://rank.example/app/icon.svg', '/app/icon.svg']);
    expect([realm['WebSocket'], realm['EventSource'], realm['importScripts']]).toEqual([undefined, undefined, undefined]);
    expect(() => {
      realm.fetch = fetch;
    }).toThrow(TypeError);
    expect((realm['Clients'] as { readonly prototype: { readonly openWindow?: unknown } }).prototype.openWindow).toBeUndefined();
  });
});
