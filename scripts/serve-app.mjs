import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { securityHeaders } from './security-headers.mjs';
import { sendFile } from './static-files.mjs';

export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** Names under which this machine is its own. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * What one client may take of the server, in milliseconds and counts.
 * @typedef {{ headersMs: number, requestMs: number, silentMs: number, connections: number, urlLength: number }} Limits
 * `silentMs`: a connection on which nothing moves is closed, such as that of a client that does not read what it asked for.
 */

/** @type {Limits} */
const USUAL = { headersMs: 10_000, requestMs: 30_000, silentMs: 120_000, connections: 200, urlLength: 4096 };

/**
 * Serves the production build on 127.0.0.1 with the right types, ranges, revalidation (`no-cache` + ETag) and the security headers. Where a `NAME.gz` lies beside a
 * file (`compress-built.mjs`), it goes to whoever accepts gzip. Only names of this machine and `hosts` are answered: a page of another site can have its own name
 * point here (DNS rebinding) and would be of one origin with what it reads.
 * `port` 0 takes any free one; a taken port is passed over for the next, at most `attempts` times.
 * @param {{ port?: number, attempts?: number, root?: string, hosts?: readonly string[], limits?: Partial<Limits>, headers?: Readonly<Record<string, string>>, onRequest?: (path: string) => void }} [settings]
 * `headers`: sent with every file, beside those that are sent anyway.
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serveApp({ port = 0, attempts = 20, root = DIST, hosts = [], limits = {}, headers = {}, onRequest } = {}) {
  const { headersMs, requestMs, silentMs, connections, urlLength } = { ...USUAL, ...limits };
  const names = new Set([...LOOPBACK, ...hosts].map((name) => name.toLowerCase()));
  const server = createServer(
    {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(2000, headersMs),
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      onRequest?.(request.url ?? '');
      inTurn(request.socket, () => answer({ request, response, root: path.resolve(root), names, urlLength, headers }));
    },
  );
  server.maxConnections = connections;
  server.timeout = silentMs;
  const taken = await listen({ server, port, attempts });
  return {
    url: `http://127.0.0.1:${taken}/`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @type {WeakMap<import('node:net').Socket, Promise<void>>} */
const turns = new WeakMap();

/** The requests of one connection are answered one after the other: a thousand that are sent at once would hold a thousand files open. */
function inTurn(/** @type {import('node:net').Socket} */ socket, /** @type {() => Promise<void>} */ work) {
  turns.set(socket, (turns.get(socket) ?? Promise.resolve()).then(work));
}

/**
 * Never rejects: whatever goes wrong is this request's alone.
 * @param {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, root: string, names: ReadonlySet<string>, urlLength: number, headers: Readonly<Record<string, string>> }} asked
 */
async function answer({ request, response, root, names, urlLength, headers }) {
  const say = (/** @type {number} */ status, /** @type {string} */ text, /** @type {Record<string, string>} */ more = {}) => {
    const body = Buffer.from(`${text}\n`);
    // What is left of a request that was refused is not read.
    const rest = request.complete ? {} : { Connection: 'close' };
    const type = { 'Content-Type': 'text/plain;charset=utf-8', 'Content-Length': body.length };
    response.writeHead(status, { ...securityHeaders(''), ...type, ...rest, ...more });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  try {
    // Of a connection that is gone, what waited its turn is never told so.
    if (request.socket.destroyed) return;
    const target = targetOf(request);
    if (target === null) return say(400, 'This request can’t be read.');
    if (!names.has(target.host))
      return say(
        403,
        `This server answers to names of this machine only, not to ${JSON.stringify(target.host)}. To answer to that one too: npm start -- --allow-host NAME`,
      );
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return say(405, 'Files can be read here, nothing else.', { Allow: 'GET, HEAD' });
    if (target.pathname.length > urlLength) return say(414, 'This address is too long.');
    const headersFor = (/** @type {string} */ name) => ({ ...securityHeaders(`/${name}`), ...headers });
    if (!(await sendFile({ root, pathname: target.pathname, request, response, headersFor })))
      say(404, 'There is no such file here.');
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy();
    // Too many open files, a disk that fails: another try may do.
    else say(503, `This can’t be read now (${error.code ?? error.message}).`, { 'Retry-After': '1' });
  }
}

/**
 * Whom a request asks for what; null where it does not say. A whole address in the first line counts more than the Host header (RFC 9112, 3.2.2).
 * @param {import('node:http').IncomingMessage} request
 */
function targetOf({ url = '', headers, rawHeaders }) {
  const named = rawHeaders.filter((name, place) => place % 2 === 0 && name.toLowerCase() === 'host').length;
  if (named > 1) return null;
  const whole = /^https?:\/\/([^/?#]+)([^?#]*)/iu.exec(url);
  const authority = whole?.[1] ?? headers.host ?? '';
  const pathname = whole === null ? (/^[^?#]*/u.exec(url)?.[0] ?? '') : whole[2] || '/';
  if (!pathname.startsWith('/') && !(pathname === '*')) return null;
  return { host: authority.replace(/:\d*$/u, '').toLowerCase(), pathname };
}

async function listen({ server, port, attempts }) {
  for (let attempt = 0; ; attempt++) {
    const candidate = port === 0 ? 0 : port + attempt;
    try {
      return await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, '127.0.0.1', () => {
          server.off('error', reject);
          resolve(server.address().port);
        });
      });
    } catch (error) {
      const another = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      if (!another || port === 0 || attempt + 1 >= attempts) throw error;
    }
  }
}
