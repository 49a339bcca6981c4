import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';
import { securityHeaders } from './security-headers.mjs';

export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * Serves the production build on 127.0.0.1 with the right types, ranges, revalidation (`no-cache` + ETag) and the security headers. Where a
 * `NAME.gz` lies beside a file (`compress-built.mjs`), it goes to whoever accepts gzip.
 * `port` 0 takes any free one; a taken port is passed over for the next, at most `attempts` times.
 * @param {{ port?: number, attempts?: number, root?: string, onRequest?: (path: string) => void }} [settings]
 * @returns {Promise<{ url: string, port: number, close: () => Promise<void> }>}
 */
export async function serveApp({ port = 0, attempts = 20, root = DIST, onRequest } = {}) {
  const files = sirv(path.resolve(root), { dev: true, etag: true, gzip: true });
  const server = createServer((request, response) => {
    onRequest?.(request.url ?? '');
    for (const [name, value] of Object.entries(securityHeaders(request.url ?? '/'))) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain;charset=utf-8' }).end('There is no such file here.\n');
    });
  });
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
