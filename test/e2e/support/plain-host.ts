import { existsSync, readFileSync } from 'node:fs';
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

/** A function's text, for realms that know nothing of this one: `every-way.mjs` is given to them as it stands. */
const EVERY_WAY = readFileSync(new URL('every-way.mjs', import.meta.url), 'utf8').replace(
  'export async function',
  'async function',
);
const OPEN = '<!doctype html><title>open</title><link rel="icon" href="data:,">';

/**
 * The built app as the plainest static host gives it: no header but the type. Beside it lie a page without a policy and a worker of no document.
 * @param strips what some proxies and site builders do: the policy is taken out of the pages too.
 */
export async function startPlainHost({ strips = false }: { readonly strips?: boolean } = {}): Promise<Host> {
  const files = sirv(DIST, { dev: true });
  return listening(
    createServer((request, response) => {
      const path = (request.url ?? '').replace(/\?.*/u, '');
      const own: Readonly<Record<string, readonly [type: string, body: string]>> = {
        '/open.html': ['text/html', OPEN],
        '/idle.js': ['text/javascript', 'self.onmessage = () => {};'],
      };
      const page = path === '/' ? 'index.html' : path.slice(1);
      const found =
        own[path] ??
        (strips && page.endsWith('.html') && existsSync(`${DIST}/${page}`)
          ? (['text/html', withoutPolicy(readFileSync(`${DIST}/${page}`, 'utf8'))] as const)
          : undefined);
      if (found !== undefined) response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
      else files(request, response, () => void response.writeHead(404).end());
    }),
  );
}

function withoutPolicy(page: string): string {
  const left = page.replaceAll(/<meta http-equiv="Content-Security-Policy"[^>]*>/giu, '');
  if (left === page) throw new Error('there was no policy to take out');
  return left;
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

/** What a page or a worker runs to knock at a host in every way that it has; resolves with the ways' names. Each comes to a path of its own, `MARK/WAY`. */
export function everyWay(asked: { readonly url: string; readonly mark: string }): string {
  return `(() => { ${EVERY_WAY}; return tryEveryWay(${JSON.stringify(asked)}); })()`;
}
