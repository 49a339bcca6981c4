import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** What goes wrong with one answer. Places are in the whole file's bytes. */
export type HubFault =
  /** The whole file, whatever range was asked for. */
  | { readonly type: 'no-ranges' }
  /** The connection is torn after so many bytes of this answer. */
  | { readonly type: 'cut'; readonly after: number }
  /** Nothing more after so many bytes of this answer; the connection stays. */
  | { readonly type: 'stall'; readonly after: number }
  /** One bit is another. */
  | { readonly type: 'flip'; readonly at: number }
  /** A sign-in page of the network, or a host that answers everything with its start page. `typed`: it says so in its content type. */
  | { readonly type: 'page'; readonly typed: boolean }
  | { readonly type: 'status'; readonly status: number; readonly retryAfter?: string }
  /** The file is so many bytes long, in good order. */
  | { readonly type: 'length'; readonly bytes: number }
  /** So many milliseconds before each 16 KiB. */
  | { readonly type: 'slow'; readonly ms: number }
  /** Pages of other origins may not read it. */
  | { readonly type: 'no-cors' }
  /** Another version of the file: its ETag, and its content if told. */
  | { readonly type: 'version'; readonly etag: string; readonly content?: Uint8Array };

/** One request that was answered or torn. */
export interface HubRequest {
  readonly method: string;
  readonly path: string;
  /** Name of the file, as `params_shard_0.bin`. */
  readonly file: string;
  readonly range: string | null;
  readonly status: number;
  /** First byte that was sent, in the whole file. */
  readonly from: number;
  /** Bytes that were handed to the connection. */
  sent: number;
}

export type HubFiles = Readonly<Record<string, Uint8Array>>;

export interface Hub {
  /** As `http://127.0.0.1:41234`. */
  readonly origin: string;
  readonly requests: HubRequest[];
  /** The next answers to files whose path fits get this fault, `times` of them. */
  arm(path: RegExp, fault: HubFault, times?: number): void;
  disarm(): void;
  /** What lies at a path now. */
  replace(repository: string, name: string, content: Uint8Array): void;
  close(): Promise<void>;
}

/** The files of a folder on disk, its own folders left out. */
export function filesOf(folder: string): HubFiles {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(path.join(folder, name))]));
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const gitSha1 = (bytes: Uint8Array): string =>
  createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
/** Resolves when more can be written, or never will be. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/**
 * A server laid out as Hugging Face's hub: `/api/models/OWNER/NAME/revision/main`, `/api/models/OWNER/NAME/tree/main?recursive=true` and
 * `/OWNER/NAME/resolve/main/FILE`, which leads on to another address of the same server. The same files lie under `/plain/OWNER/NAME/FILE` as on any host of
 * folders, and `plain` under their own paths. Requests of other origins are answered unless told otherwise; one that needs a preflight is refused.
 * @param models by `OWNER/NAME`.
 * @param hides headers that pages of other origins may not read (ETag, Content-Range) are hidden.
 * @param pageSize files told at once by the tree.
 * @param largeFrom bytes from which on a file is told with sha256, as large files are; smaller ones have git's hash.
 */
export async function startHub({
  models = {},
  plain = {},
  licence = 'apache-2.0',
  hides = false,
  pageSize = 1000,
  largeFrom = 1 << 20,
  port = 0,
}: {
  models?: Readonly<Record<string, HubFiles>>;
  plain?: Readonly<Record<string, Uint8Array>>;
  licence?: string | null;
  hides?: boolean;
  pageSize?: number;
  largeFrom?: number;
  port?: number;
}): Promise<Hub> {
  const held = new Map(Object.entries(models).map(([name, files]) => [name, new Map(Object.entries(files))]));
  const requests: HubRequest[] = [];
  let armed: { path: RegExp; fault: HubFault; times: number }[] = [];
  const commit = 'c0ffee5'.padEnd(40, '0');

  const faultsOf = (place: string): HubFault[] => {
    const found = armed.filter((one) => one.path.test(place) && one.times > 0);
    for (const one of found) one.times -= 1;
    return found.map(({ fault }) => fault);
  };

  const api = (response: ServerResponse, repository: string, kind: string, query: URLSearchParams): void => {
    const files = held.get(repository);
    const faults = faultsOf(`api/${repository}/${kind}`);
    for (const fault of faults) if (fault.type === 'no-cors') response.removeHeader('access-control-allow-origin');
    const status = faults.find((fault) => fault.type === 'status');
    if (status !== undefined) {
      if (status.retryAfter !== undefined) response.setHeader('retry-after', status.retryAfter);
      response.writeHead(status.status).end('{"error":"as armed"}');
    } else if (faults.some(({ type }) => type === 'page')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
    } else if (files === undefined) {
      // As the hub does: it does not tell what is private and what is not there.
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"Invalid username or password."}');
    } else if (kind === 'revision') {
      const tags = licence === null ? [] : [`license:${licence}`];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: repository, sha: commit, tags: ['mlc-llm', ...tags] }));
    } else {
      const from = Number(query.get('cursor') ?? 0);
      const listed = [...files].slice(from, from + pageSize).map(([name, bytes]) => ({
        type: 'file',
        oid: gitSha1(bytes),
        size: bytes.byteLength,
        path: name,
        ...(bytes.byteLength < largeFrom ? {} : { lfs: { oid: sha256(bytes), size: bytes.byteLength, pointerSize: 134 } }),
      }));
      if (from + pageSize < files.size) {
        const next = `${origin}/api/models/${repository}/tree/${commit}?recursive=true&cursor=${from + pageSize}`;
        response.setHeader('link', `<${next}>; rel="next"`);
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(listed));
    }
  };

  const send = async (request: IncomingMessage, response: ServerResponse, place: string, file: string, content: Uint8Array) => {
    const faults = faultsOf(place);
    const find = <Type extends HubFault['type']>(type: Type) =>
      faults.find((fault): fault is Extract<HubFault, { type: Type }> => fault.type === type);
    const version = find('version');
    const length = find('length');
    let bytes = version?.content ?? content;
    if (length !== undefined)
      bytes = Buffer.concat([bytes, Buffer.alloc(Math.max(0, length.bytes - bytes.byteLength))]).subarray(0, length.bytes);
    const flip = find('flip');
    if (flip !== undefined) {
      bytes = Uint8Array.from(bytes);
      bytes[flip.at] = (bytes[flip.at] ?? 0) ^ 1;
    }
    if (find('no-cors') !== undefined) response.removeHeader('access-control-allow-origin');
    const asked = request.headers.range ?? null;
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(asked ?? '') ?? [];
    const ranged = first !== undefined && find('no-ranges') === undefined;
    const from = ranged ? Number(first) : 0;
    const to = ranged && last !== '' && last !== undefined ? Math.min(Number(last) + 1, bytes.byteLength) : bytes.byteLength;
    const log = (status: number): HubRequest => {
      const entry = { method: request.method ?? '', path: request.url ?? '', file, range: asked, status, from, sent: 0 };
      requests.push(entry);
      return entry;
    };
    const status = find('status');
    if (status !== undefined) {
      log(status.status);
      response
        .writeHead(status.status, status.retryAfter === undefined ? {} : { 'retry-after': status.retryAfter })
        .end('as armed');
      return;
    }
    const page = find('page');
    if (page !== undefined) {
      log(200);
      response.writeHead(200, { 'content-type': page.typed ? 'text/html; charset=utf-8' : 'application/octet-stream' });
      response.end('\n<!DOCTYPE html><html><title>Sign in to the network</title></html>');
      return;
    }
    response.setHeader('etag', version?.etag ?? `"${sha256(content).slice(0, 32)}"`);
    response.setHeader('content-type', file.endsWith('.json') ? 'application/json' : 'application/octet-stream');
    if (ranged && from >= bytes.byteLength) {
      log(416);
      response.writeHead(416, { 'content-range': `bytes */${bytes.byteLength}` }).end();
      return;
    }
    const entry = log(ranged ? 206 : 200);
    response.writeHead(entry.status, {
      'content-length': to - from,
      ...(ranged ? { 'content-range': `bytes ${from}-${to - 1}/${bytes.byteLength}`, 'accept-ranges': 'bytes' } : {}),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    const slow = find('slow');
    const ending = find('cut') ?? find('stall');
    const limit = ending === undefined ? to : Math.min(to, from + ending.after);
    for (let at = from; at < limit && !response.destroyed;) {
      if (slow !== undefined) await pause(slow.ms);
      const step = bytes.subarray(at, Math.min(limit, at + (1 << 14)));
      if (!response.write(step)) await drained(response);
      at += step.byteLength;
      entry.sent += step.byteLength;
    }
    if (limit === to) response.end();
    else if (ending?.type === 'cut') {
      // What was written should arrive before the end does.
      await pause(20);
      response.destroy();
    }
  };

  const server = createServer((request, response) => {
    if (!hides) response.setHeader('access-control-expose-headers', 'ETag, Link, Content-Range, X-Repo-Commit');
    response.setHeader('access-control-allow-origin', '*');
    const url = new URL(request.url ?? '/', 'http://hub');
    const place = decodeURIComponent(url.pathname).slice(1);
    const [, repository = '', kind = ''] = /^api\/models\/([^/]+\/[^/]+)\/(revision|tree)\//.exec(place) ?? [];
    const [, owner = '', name = ''] = /^([^/]+\/[^/]+)\/resolve\/[^/]+\/([^/]+)$/.exec(place) ?? [];
    const [, from = '', file = ''] = /^(?:store|plain)\/([^/]+\/[^/]+)\/([^/]+)$/.exec(place) ?? [];
    const content = held.get(from)?.get(file) ?? plain[place];
    if (request.method === 'OPTIONS') {
      requests.push({ method: 'OPTIONS', path: request.url ?? '', file: '', range: null, status: 403, from: 0, sent: 0 });
      response.writeHead(403).end();
    } else if (kind !== '') api(response, repository, kind, url.searchParams);
    else if (held.get(owner)?.has(name) === true) {
      response.writeHead(302, { location: `${origin}/store/${owner}/${encodeURIComponent(name)}` }).end();
    } else if (content !== undefined) {
      void send(request, response, place, place.split('/').at(-1) ?? '', content).catch(() => response.destroy());
    } else response.writeHead(404, { 'content-type': 'text/plain' }).end('Entry not found');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    arm(where, fault, times = 1) {
      armed.push({ path: where, fault, times });
    },
    disarm() {
      armed = [];
    },
    replace(repository, name, content) {
      held.get(repository)?.set(name, content);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
