import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { findChromium, SOFTWARE_GPU_ARGS } from '../../../scripts/find-chromium.mjs';
import { NOWHERE } from '../../../src/engines/reach.ts';
import { DIST, serveApp } from '../../../scripts/serve-app.mjs';

/** The production build on a server of its own, and a browser. One per test file. */
export interface BuiltApp {
  readonly url: string;
  /** Paths the server was asked for, in order. */
  readonly served: readonly string[];
  /** A visitor with empty storage. Every request of its pages and workers that leaves the origin is recorded, and refused unless it goes to one of `reaching`. */
  visitor(options?: BrowserContextOptions & { readonly reaching?: readonly string[] }): Promise<Visitor>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses asked for beyond the app's own origin. */
  readonly foreign: readonly string[];
  /** Addresses asked for at the app's own origin. */
  readonly own: readonly string[];
  /** Messages of uncaught errors and console errors. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

export interface BuiltAppOptions {
  /** Chromium's flags. */
  readonly args?: readonly string[];
  /** The name under which the browser visits the server, instead of 127.0.0.1. */
  readonly host?: string;
  /** What the server sends with every file, beside what it sends anyway. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The folder of a build, instead of the one that all tests share. */
  readonly root?: string;
}

/** A browser whose graphics processor nobody may use: the adapter is blocked, in software too. */
export const WITHOUT_GPU = [
  ...SOFTWARE_GPU_ARGS.filter((flag) => !/webgpu/.test(flag)),
  '--disable-gpu',
  '--disable-software-rasterizer',
];

export async function openBuiltApp({
  args = SOFTWARE_GPU_ARGS,
  host = '127.0.0.1',
  headers = {},
  root = DIST,
}: BuiltAppOptions = {}): Promise<BuiltApp> {
  const served: string[] = [];
  const server = await serveApp({ root, hosts: [host], headers, onRequest: (path) => served.push(path) });
  const { executablePath, env } = await findChromium();
  const browser: Browser = await chromium.launch({
    executablePath,
    env,
    args: [...args, `--host-resolver-rules=MAP ${host} 127.0.0.1`],
  });
  const url = server.url.replace('127.0.0.1', host);
  let stopped = false;
  const stopServer = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    await server.close();
  };
  return {
    url,
    served,
    stopServer,
    async visitor({ reaching = [], ...options } = {}) {
      // Kept files would be fetched by every visitor: only the tests of that let it be.
      const context = await browser.newContext({ acceptDownloads: true, serviceWorkers: 'block', ...options });
      const foreign: string[] = [];
      const own: string[] = [];
      const errors: string[] = [];
      const { origin } = new URL(url);
      // The page itself tries this one address, to say that it is refused (src/engines/reach.ts); reach.test.ts sees that it is.
      context.on('request', (request) => {
        const address = request.url();
        if (/^(data|blob):/.test(address) || address === NOWHERE) return;
        (new URL(address).origin === origin ? own : foreign).push(address);
      });
      await context.route(
        (address) => ![origin, ...reaching].includes(address.origin) && !['data:', 'blob:'].includes(address.protocol),
        (route) => route.abort(),
      );
      const page = await context.newPage();
      page.setDefaultTimeout(240_000);
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // Chromium says of every page at an address that is not secure that this header is of no use there.
        const useless = message.text().startsWith('The Cross-Origin-Opener-Policy header has been ignored');
        if (message.type() === 'error' && !useless && !message.text().includes(NOWHERE)) errors.push(message.text());
      });
      return { context, page, foreign, own, errors, close: () => context.close() };
    },
    async close() {
      await browser.close();
      await stopServer();
    },
  };
}
