import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveApp } from '../../scripts/serve-app.mjs';
import { rawRequest, requestText } from './raw-request.ts';
import type { RawAnswer } from './raw-request.ts';

export const HOST = 'Host: 127.0.0.1';
/** Content of `ten.bin`. */
export const TEN = '0123456789';
/** Bytes of `models/m/large.bin`: more than the buffers on the way hold. */
export const LARGE = 8 << 20;

export interface ServedFolder {
  /** What is served. */
  readonly root: string;
  /** Around it: nothing of this may be seen; all files there say SECRET. */
  readonly folder: string;
  readonly port: number;
  ask(target: string, headers?: readonly string[], method?: string): Promise<RawAnswer>;
  close(): Promise<void>;
}

/** Serves a folder with whatever may lie in one: files, hidden ones, links in and out, a pipe. */
export async function serveFolder(): Promise<ServedFolder> {
  const folder = mkdtempSync(path.join(tmpdir(), 'glassrank-serve-'));
  const root = path.join(folder, 'dist');
  mkdirSync(path.join(root, 'models/m'), { recursive: true });
  mkdirSync(path.join(root, '.hidden'));
  writeFileSync(path.join(folder, 'secret.txt'), 'SECRET');
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>index</title>');
  writeFileSync(path.join(root, 'connected.html'), '<!doctype html><title>connected</title>');
  writeFileSync(path.join(root, 'ten.bin'), TEN);
  writeFileSync(path.join(root, 'empty.bin'), '');
  writeFileSync(path.join(root, 'a b ü.txt'), 'named');
  writeFileSync(path.join(root, 'NOTICE'), 'notice');
  writeFileSync(path.join(root, '.env'), 'SECRET');
  writeFileSync(path.join(root, '.hidden/x.txt'), 'SECRET');
  writeFileSync(path.join(root, 'models/m/gpu.wasm'), Buffer.alloc(1000, 'w'));
  writeFileSync(path.join(root, 'models/m/large.bin'), Buffer.alloc(LARGE, 'x'));
  symlinkSync(path.join(folder, 'secret.txt'), path.join(root, 'link.txt'));
  symlinkSync(folder, path.join(root, 'out'));
  symlinkSync('ten.bin', path.join(root, 'inner.bin'));
  if (process.platform !== 'win32') execFileSync('mkfifo', [path.join(root, 'pipe.bin')]);
  const app = await serveApp({ root });
  return {
    root,
    folder,
    port: app.port,
    ask: (target, headers = [], method = 'GET') =>
      rawRequest(app.port, requestText([`${method} ${target} HTTP/1.1`, HOST, ...headers])),
    async close() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
