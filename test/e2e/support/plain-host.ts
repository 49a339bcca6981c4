import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import { DIST } from '../../../scripts/serve-app.mjs';

export interface Host {
  /** Ends in `/`. */
  readonly url: string;
  readonly origin: string;
  close(): Promise<void>;
}

/** A host that remembers who knocked: paths without their first slash. It answers everything, and lets every page read its answers. */
export interface WatchedHost extends Host {
  readonly knocks: ReadonlySet<string>;
}

/** A script that any page or worker can be started with: it tries to reach what it is told. */
const TRIES = `const tries = ${tryEveryWay.toString()};
self.onmessage = async ({ data }) => self.postMessage(await tries(data));`;
const OPEN = '<!doctype html><title>open</title><link rel="icon" href="data:,">';

/** The built app as the plainest static host gives it: no header but the type. Beside it lie a page without a policy and a worker of no document. */
export async function startPlainHost(): Promise<Host> {
  const files = sirv(DIST, { dev: true });
  return listening(
    createServer((request, response) => {
      const path = (request.url ?? '').replace(/\?.*/u, '');
      const own: Readonly<Record<string, readonly [type: string, body: string]>> = {
        '/open.html': ['text/html', OPEN],
        '/tries.js': ['text/javascript', TRIES],
      };
      const found = own[path];
      if (found !== undefined) response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
      else files(request, response, () => void response.writeHead(404).end());
    }),
  );
}

export async function startWatchedHost(): Promise<WatchedHost> {
  const knocks = new Set<string>();
  const remember = ({ url = '' }: IncomingMessage): void => void knocks.add(url.slice(1));
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    remember(request);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' }).end('export {};');
  });
  server.on('upgrade', (request, socket) => {
    remember(request);
    socket.destroy();
  });
  return { ...(await listening(server)), knocks };
}

async function listening(server: Server): Promise<Host> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: `${origin}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * Runs in a page or in a worker: knocks at a host in every way that code has there, each at a path of its own, `MARK/WAY`. Resolves when all are through.
 * Only what stands in this function is known where it runs.
 */
export async function tryEveryWay({ url, mark }: { readonly url: string; readonly mark: string }): Promise<readonly string[]> {
  const at = (way: string): string => `${url}${mark}/${way}`;
  const over = (begin: (done: () => void) => void): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, 1500);
      try {
        begin(resolve);
      } catch {
        resolve();
      }
    });
  const listens = (target: EventTarget, done: () => void): void => {
    for (const type of ['load', 'error', 'open', 'close', 'abort']) target.addEventListener(type, done);
  };
  const element = (name: string, fields: Readonly<Record<string, string>>): (() => Promise<void>) => {
    return () =>
      over((done) => {
        const made = Object.assign(document.createElement(name), fields);
        listens(made, done);
        document.body.append(made);
      });
  };
  const ways: Record<string, () => Promise<unknown>> = {
    fetch: () => fetch(at('fetch')),
    'fetch-opaque': () => fetch(at('fetch-opaque'), { mode: 'no-cors', method: 'POST', body: 'text' }),
    xhr: () =>
      over((done) => {
        const request = new XMLHttpRequest();
        listens(request, done);
        request.open('POST', at('xhr'));
        request.send('text');
      }),
    websocket: () => over((done) => listens(new WebSocket(at('websocket').replace('http', 'ws')), done)),
    'event-source': () =>
      over((done) => {
        const source = new EventSource(at('event-source'));
        listens(source, () => {
          source.close();
          done();
        });
      }),
    import: () => import(/* @vite-ignore */ at('import')),
    'worker-of-a-worker': () =>
      over((done) => {
        const code = `import ${JSON.stringify(at('worker-of-a-worker'))};`;
        const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
        listens(worker, done);
      }),
  };
  if (typeof document !== 'undefined') {
    Object.assign(ways, {
      beacon: async () => navigator.sendBeacon(at('beacon'), 'text'),
      ping: () =>
        over((done) => {
          const link = Object.assign(document.createElement('a'), { href: '#ping', ping: at('ping') });
          document.body.append(link);
          link.click();
          setTimeout(done, 300);
        }),
      image: element('img', { src: at('image') }),
      script: element('script', { src: at('script') }),
      style: element('link', { rel: 'stylesheet', href: at('style') }),
      frame: element('iframe', { src: at('frame') }),
      sound: element('audio', { src: at('sound'), preload: 'auto' }),
      object: element('object', { data: at('object'), type: 'text/html' }),
      font: () => new FontFace('other', `url(${at('font')})`).load(),
      background: () =>
        over((done) => {
          document.body.style.backgroundImage = `url(${at('background')})`;
          setTimeout(done, 300);
        }),
    } satisfies typeof ways);
  }
  await Promise.allSettled(Object.values(ways).map((way) => way()));
  return Object.keys(ways);
}
