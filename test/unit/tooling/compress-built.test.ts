import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compressBuilt } from '../../../scripts/compress-built.mjs';
import { modelDownload } from '../../../scripts/model-download.mjs';
import { securityHeaders } from '../../../scripts/security-headers.mjs';
import { serveApp } from '../../../scripts/serve-app.mjs';
import { seeded } from '../../support/seeded.ts';

let folder = '';
let root = '';
let cache = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'glassrank-compress-'));
  root = path.join(folder, 'dist');
  cache = path.join(folder, 'cache');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const random = seeded(7);
const noise = (bytes: number): Buffer => Buffer.from(Array.from({ length: bytes }, () => Math.floor(random() * 256)));
const words = (bytes: number): Buffer => Buffer.alloc(bytes, 'a passage about bees. ');

const built = (name: string, content: Buffer): Buffer => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return content;
};
const gz = (name: string): string => path.join(root, `${name}.gz`);

describe('compressing what was built', () => {
  it('keeps every byte of every kind it compresses', () => {
    const names = [
      'index.html',
      'icon.svg',
      'assets/a.js',
      'assets/a.mjs',
      'assets/a.css',
      'models/m/gpu.wasm',
      'models/m/t.json',
    ];
    const contents = names.map((name, place) => built(name, Buffer.concat([words(5000 + place), noise(100)])));
    const written = compressBuilt({ root, cache });
    expect(written.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    names.forEach((name, place) =>
      expect(gunzipSync(readFileSync(gz(name))).equals(contents[place] ?? Buffer.of()), name).toBe(true),
    );
    for (const { name, compressedBytes } of written) expect(statSync(gz(name)).size).toBe(compressedBytes);
  });

  it('leaves alone what gains little, weight shards and source maps', () => {
    built('models/m/library.wasm', noise(5000));
    built('models/m/params_shard_0.bin', words(5000));
    built('assets/a.js.map', words(5000));
    expect(compressBuilt({ root, cache })).toEqual([]);
    expect(readdirSync(path.join(root, 'models/m')).toSorted()).toEqual(['library.wasm', 'params_shard_0.bin']);
    expect(readdirSync(path.join(root, 'assets'))).toEqual(['a.js.map']);
  });

  it('compresses again only what changed since the last build, and forgets what is gone', () => {
    built('same.js', words(5000));
    built('other.js', words(6000));
    compressBuilt({ root, cache });
    const first = readFileSync(gz('same.js'));
    const past = new Date('2001-01-01T00:00:00Z');
    const kept = readdirSync(cache);
    expect(kept).toHaveLength(2);
    kept.forEach((name) => utimesSync(path.join(cache, name), past, past));
    rmSync(root, { recursive: true });
    built('same.js', words(5000));
    const changed = built('other.js', words(7000));
    compressBuilt({ root, cache });
    expect(readFileSync(gz('same.js')).equals(first)).toBe(true);
    expect(gunzipSync(readFileSync(gz('other.js'))).equals(changed)).toBe(true);
    const now = readdirSync(cache);
    expect(now).toHaveLength(2);
    expect(now.filter((name) => statSync(path.join(cache, name)).mtimeMs === past.getTime())).toHaveLength(1);
  });
});

describe('what a model costs to download', () => {
  it('is its manifest and files with the dearer of its libraries, without its papers', () => {
    const files = ['MODEL_CARD.md', 'NOTICE', 'gpu.wasm', 'software.wasm', 'params_shard_0.bin'];
    const manifest = built('manifest.json', Buffer.from(JSON.stringify({ files: files.map((name) => ({ name })) })));
    built('MODEL_CARD.md', words(900));
    built('NOTICE', words(800));
    built('gpu.wasm', words(5000));
    const software = built('software.wasm', noise(4000));
    built('params_shard_0.bin', noise(300));
    expect(modelDownload(root)).toEqual({ rawBytes: manifest.length + 5000 + 300, bytes: manifest.length + 5000 + 300 });
    compressBuilt({ root, cache });
    const manifestSent = statSync(gz('manifest.json')).size;
    expect(modelDownload(root).bytes).toBe(manifestSent + software.length + 300);
  });
});

describe('serving what was compressed', () => {
  const LIBRARY = words(50_000);
  let server: Awaited<ReturnType<typeof serveApp>>;
  beforeEach(async () => {
    built('models/m/gpu.wasm', LIBRARY);
    built('models/m/params_shard_0.bin', noise(1000));
    built('index.html', words(5000));
    compressBuilt({ root, cache });
    server = await serveApp({ root });
  });
  afterEach(() => server.close());

  /** As the bytes cross the wire: Node's `get` decodes nothing. */
  const ask = (name: string, headers: Readonly<Record<string, string>>) =>
    new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      get(`${server.url}${name}`, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
      }).on('error', reject);
    });

  it('sends gzip to whoever accepts it, under the type of the file itself and with the security headers', async () => {
    const library = await ask('models/m/gpu.wasm', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(library.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/wasm',
      'content-length': String(library.body.length),
      vary: 'Accept-Encoding',
    });
    for (const [name, value] of Object.entries(securityHeaders('/gpu.wasm')))
      expect(library.headers[name.toLowerCase()]).toBe(value);
    expect(library.headers['content-security-policy']).toContain("connect-src 'self'");
    expect(library.body.length).toBeLessThan(LIBRARY.length / 10);
    expect(gunzipSync(library.body).equals(LIBRARY)).toBe(true);
    const page = await ask('', { 'accept-encoding': 'gzip' });
    expect(page.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/html;charset=utf-8' });
  });

  it('sends the file as it is to whoever does not, and where nothing was compressed', async () => {
    const identity = await ask('models/m/gpu.wasm', { 'accept-encoding': 'identity' });
    expect(identity.headers).toMatchObject({ 'content-type': 'application/wasm', vary: 'Accept-Encoding' });
    expect(identity.headers['content-encoding']).toBeUndefined();
    expect(identity.body.equals(LIBRARY)).toBe(true);
    const shard = await ask('models/m/params_shard_0.bin', { 'accept-encoding': 'gzip' });
    expect(shard.headers['content-encoding']).toBeUndefined();
    expect(shard.body.length).toBe(1000);
  });

  it('answers 304 to the tag of the form that was sent, and only to that', async () => {
    const gzip = await ask('models/m/gpu.wasm', { 'accept-encoding': 'gzip' });
    const etag = gzip.headers.etag ?? '';
    expect(etag).not.toBe('');
    const again = await ask('models/m/gpu.wasm', { 'accept-encoding': 'gzip', 'if-none-match': etag });
    expect({ status: again.status, bytes: again.body.length }).toEqual({ status: 304, bytes: 0 });
    const plain = await ask('models/m/gpu.wasm', { 'accept-encoding': 'identity', 'if-none-match': etag });
    expect({ status: plain.status, bytes: plain.body.length }).toEqual({ status: 200, bytes: LIBRARY.length });
  });
});
