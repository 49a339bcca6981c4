import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { conditionOf, isSameVersion, readRanges, takesGzip } from './http-conditions.mjs';

// Files of a folder over HTTP, and nothing else of the disk.

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ readonly file: string, readonly name: string, readonly encoding: 'gzip' | null }} Found `name`: below the root, with `/`
 */

/** What a file is, by the end of its name. Anything else is bytes. */
const TYPES = {
  html: 'text/html;charset=utf-8',
  js: 'text/javascript',
  mjs: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  map: 'application/json',
  wasm: 'application/wasm',
  svg: 'image/svg+xml',
  png: 'image/png',
  gz: 'application/gzip',
  md: 'text/markdown;charset=utf-8',
  txt: 'text/plain;charset=utf-8',
};
const NAMED_TYPES = { NOTICE: 'text/plain;charset=utf-8', LICENSE: 'text/plain;charset=utf-8' };

/** Bytes that are read at once. */
const STEP = 1 << 16;
/** Waiting for a pipe's other end would hold up the process. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Answers a GET or HEAD with a file below `root`: conditions, ranges, its bytes through to the end or the connection torn; an answer is never cut short in good
 * order. False where there is no such file, and nothing was said.
 * @param {{ root: string, pathname: string, request: Request, response: Response, headersFor: (name: string) => Readonly<Record<string, string>> }} asked
 *   `pathname`: as it was sent, without `?` and what follows; `headersFor`: what goes with each answer, by the name of the file below the root
 * @returns {Promise<boolean>}
 */
export async function sendFile({ root, pathname, request, response, headersFor }) {
  const found = await findFile(root, pathname, takesGzip(request.headers['accept-encoding']));
  if (found === null) return false;
  let handle;
  try {
    handle = await open(found.file, OPEN_FLAGS);
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
  // A response is told of its connection's end only once it is its turn to be sent.
  const gone = new AbortController();
  const onGone = () => gone.abort();
  request.socket.once('close', onGone);
  try {
    // Of what is open, whatever lies under the name by now.
    const stats = await handle.stat({ bigint: true });
    if (!stats.isFile()) return false;
    const size = Number(stats.size);
    const tag = `"${stats.ino.toString(36)}-${stats.size.toString(36)}-${stats.mtimeNs.toString(36)}"`;
    const changed = new Date(Math.floor(Number(stats.mtimeMs) / 1000) * 1000);
    const kept = {
      ...headersFor(found.name),
      'Cache-Control': 'no-cache',
      ETag: tag,
      'Last-Modified': changed.toUTCString(),
      Vary: 'Accept-Encoding',
    };
    const state = { tag, changed: changed.getTime() };
    const condition = conditionOf(request.headers, state);
    if (condition !== 200) {
      response.writeHead(condition, condition === 304 ? kept : { ...kept, 'Content-Length': 0 }).end();
      return true;
    }
    const coded = found.encoding === null ? {} : { 'Content-Encoding': found.encoding };
    const whole = { ...kept, 'Accept-Ranges': 'bytes', ...coded };
    // Ranges are GET's alone.
    const isPart = request.method === 'GET' && isSameVersion(request.headers['if-range'], state);
    const wanted = isPart ? readRanges(request.headers.range, size) : null;
    if (wanted === 'unsatisfiable') {
      response.writeHead(416, { ...kept, 'Content-Range': `bytes */${size}`, 'Content-Length': 0 }).end();
      return true;
    }
    const { headers: own, pieces } = bodyOf(wanted, { size, type: typeOf(found.name) });
    const length = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
    response.writeHead(wanted === null ? 200 : 206, { ...whole, ...own, 'Content-Length': length });
    if (request.method === 'HEAD') response.end();
    else await pipeline(bytesOf(handle, pieces), response, { signal: gone.signal });
    return true;
  } finally {
    request.socket.off('close', onGone);
    await handle.close();
  }
}

/**
 * The file that a request's path means: below `root`, a plain file, reached by its own name. Null for whatever else there is: folders, links, hidden names, names
 * that another system would read as a way out or as another file.
 * @param {string} root @param {string} pathname as it was sent, without `?` and what follows
 * @param {boolean} gzip where `NAME.gz` lies beside it, that is meant
 * @returns {Promise<Found | null>}
 */
async function findFile(root, pathname, gzip) {
  const parts = partsOf(pathname);
  if (parts === null) return null;
  const base = await realpath(root).catch((error) => {
    if (isAbsent(error)) return null;
    throw error;
  });
  if (base === null) return null;
  // `/connected` is `/connected.html`, as most hosts have it.
  const names = parts.length === 0 ? ['index.html'] : [parts.join('/'), `${parts.join('/')}.html`];
  for (const name of names) {
    const file = path.join(base, ...name.split('/'));
    if (!(await isPlain(file))) continue;
    const packed = `${file}.gz`;
    return gzip && (await isPlain(packed)) ? { file: packed, name, encoding: 'gzip' } : { file, name, encoding: null };
  }
  return null;
}

/** The names on the way to a file, decoded; null where one of them is none. */
function partsOf(/** @type {string} */ pathname) {
  if (pathname === '/') return [];
  if (!pathname.startsWith('/')) return null;
  const parts = [];
  for (const part of pathname.slice(1).split('/')) {
    let name;
    try {
      name = decodeURIComponent(part);
    } catch {
      return null;
    }
    // `..`, hidden names, separators and NUL that were encoded, and what Windows takes for a drive, a stream or the same name.
    // oxlint-disable-next-line no-control-regex -- control characters are in no name here
    if (name === '' || name.startsWith('.') || /[\\/:\u0000-\u001f\u007f]|[. ]$/u.test(name)) return null;
    parts.push(name);
  }
  return parts;
}

/** A file that is there under just this name: not by a link on the way, and not by a spelling that the disk takes for the same. */
async function isPlain(/** @type {string} */ file) {
  try {
    return (await lstat(file)).isFile() && (await realpath(file)) === file;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

function isAbsent(/** @type {NodeJS.ErrnoException} */ { code = '' }) {
  return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EACCES', 'EPERM', 'ENXIO', 'EINVAL'].includes(code);
}

/** What stands between two stretches, or a stretch. @typedef {string | import('./http-conditions.mjs').ByteRange} Piece */

const lengthOf = (/** @type {Piece} */ piece) =>
  typeof piece === 'string' ? Buffer.byteLength(piece) : piece.last - piece.first + 1;

/**
 * The body that answers for these stretches: one as it is, several as parts of one body (14.6).
 * @param {readonly import('./http-conditions.mjs').ByteRange[] | null} wanted null: all of it
 * @param {{ size: number, type: string }} content
 * @returns {{ headers: Record<string, string>, pieces: readonly Piece[] }}
 */
function bodyOf(wanted, { size, type }) {
  if (wanted === null) return { headers: { 'Content-Type': type }, pieces: size === 0 ? [] : [{ first: 0, last: size - 1 }] };
  const place = (/** @type {import('./http-conditions.mjs').ByteRange} */ { first, last }) => `bytes ${first}-${last}/${size}`;
  const [one, ...more] = wanted;
  if (one !== undefined && more.length === 0)
    return { headers: { 'Content-Type': type, 'Content-Range': place(one) }, pieces: [one] };
  const boundary = randomUUID();
  const pieces = wanted.flatMap((range) => [
    `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: ${place(range)}\r\n\r\n`,
    range,
  ]);
  return {
    headers: { 'Content-Type': `multipart/byteranges; boundary=${boundary}` },
    pieces: [...pieces, `\r\n--${boundary}--\r\n`],
  };
}

/** Throws where the file has become shorter than was promised: the connection is then torn, so that nobody takes a part for the whole. */
async function* bytesOf(/** @type {import('node:fs/promises').FileHandle} */ handle, /** @type {readonly Piece[]} */ pieces) {
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      yield Buffer.from(piece);
      continue;
    }
    for (let at = piece.first; at <= piece.last;) {
      const wanted = Math.min(STEP, piece.last - at + 1);
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
      if (bytesRead === 0) throw new Error(`the file ended at byte ${at}`);
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }
}

function typeOf(/** @type {string} */ name) {
  const base = path.posix.basename(name);
  if (Object.hasOwn(NAMED_TYPES, base)) return NAMED_TYPES[base];
  const ending = path.posix.extname(base).slice(1);
  return Object.hasOwn(TYPES, ending) ? TYPES[ending] : 'application/octet-stream';
}
