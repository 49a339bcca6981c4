import fc from 'fast-check';
import { existsSync, readdirSync, rmSync, statSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { securityHeaders } from '../../../scripts/security-headers.mjs';
import { serveApp } from '../../../scripts/serve-app.mjs';
import { rawConnection, rawRequest, readAnswer, requestText } from '../../support/raw-request.ts';
import { HOST, LARGE, serveFolder, TEN } from '../../support/served-folder.ts';
import type { ServedFolder } from '../../support/served-folder.ts';

let served: ServedFolder;
beforeAll(async () => {
  served = await serveFolder();
});
afterAll(() => served.close());

const ask: ServedFolder['ask'] = (...asked) => served.ask(...asked);
/** For the names of tests. */
const short = (text: string): string => JSON.stringify(text.length > 70 ? `${text.slice(0, 60)}… (${text.length})` : text);
describe('nothing but the files of the folder', () => {
  const WAYS_OUT = [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2E%2E%2Fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/models/../../secret.txt',
    '/models/%2e%2e/%2e%2e/secret.txt',
    '/models/m/..%2f..%2f..%2fsecret.txt',
    '/%252e%252e/secret.txt',
    '/....//secret.txt',
    '//secret.txt',
    '/./ten.bin',
    '/models//m/gpu.wasm',
    '/ten.bin%00.html',
    '/ten.bin%00',
    '/%00',
    '/ten.bin%20',
    '/ten.bin.',
    '/ten.bin::$DATA',
    '/C:/secret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/%ff',
    '/%',
    '/%zz',
    '/ten.bin%0d%0aX-Header:%20x',
    '/link.txt',
    '/out/secret.txt',
    '/inner.bin',
    '/pipe.bin',
    '/.env',
    '/%2eenv',
    '/.hidden/x.txt',
    '/.git/config',
    '/models',
    '/models/',
    '/models/m',
    '/models/m/',
    '/ten.bin/',
    '/ten.bin/more',
    '/index.html/',
    '/nothing',
    `/${'a'.repeat(3000)}`,
    `/${'a/'.repeat(1500)}b`,
  ];

  test.each(WAYS_OUT.map((target) => [short(target), target]))('%s: 404', async (_, target) => {
    const answer = await ask(target);
    expect(answer.status).toBe(404);
    expect(answer.body.toString()).toBe('There is no such file here.\n');
  });

  it('and those that are there by their names', async () => {
    const found = async (target: string): Promise<readonly [number, string | undefined]> => {
      const { status, headers } = await ask(target);
      return [status, headers['content-type']];
    };
    expect(await found('/')).toEqual([200, 'text/html;charset=utf-8']);
    expect(await found('/?model=../x#y')).toEqual([200, 'text/html;charset=utf-8']);
    expect(await found('/connected')).toEqual([200, 'text/html;charset=utf-8']);
    expect(await found('/a%20b%20%C3%BC.txt')).toEqual([200, 'text/plain;charset=utf-8']);
    expect(await found('/models/m/gpu.wasm')).toEqual([200, 'application/wasm']);
    expect(await found('/NOTICE')).toEqual([200, 'text/plain;charset=utf-8']);
    expect(await found('/ten%2Ebin')).toEqual([200, 'application/octet-stream']);
  });

  it('any path is answered, and never with what lies outside', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      'out',
      'secret.txt',
      'models',
      'm',
      '%00',
      '%',
      'link.txt',
      '.env',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const answer = await ask(`/${pieces.join('')}`);
        expect([200, 404]).toContain(answer.status);
        expect(answer.body.toString()).not.toContain('SECRET');
      }),
    );
  });

  it('each document has the policy of the file that came, however it was asked for', async () => {
    for (const target of ['/connected', '/connected.html', '/connected%2Ehtml', '/connected.html?a=b'])
      expect((await ask(target)).headers['content-security-policy'], target).toBe(
        securityHeaders('/connected.html')['Content-Security-Policy'],
      );
    for (const target of ['/ten.bin', '/nothing', '/../connected.html'])
      expect((await ask(target)).headers['content-security-policy'], target).toBe(
        securityHeaders('/x.js')['Content-Security-Policy'],
      );
  });
});

describe('who may ask, and how', () => {
  const ASKED = [
    ['GET / HTTP/1.1', 'Host: localhost', 200],
    ['GET / HTTP/1.1', 'Host: LocalHost:4173', 200],
    ['GET / HTTP/1.1', 'Host: [::1]:4173', 200],
    ['GET / HTTP/1.1', 'Host: rank.example', 200],
    ['GET / HTTP/1.1', 'Host: evil.example', 403],
    ['GET / HTTP/1.1', 'Host: evil.example:4173', 403],
    ['GET / HTTP/1.1', 'Host: 127.0.0.1.evil.example', 403],
    ['GET / HTTP/1.1', 'Host: 127.0.0.1@evil.example', 403],
    ['GET / HTTP/1.1', 'Host: evil.example@127.0.0.1', 403],
    ['GET / HTTP/1.1', 'Host: localhost.', 403],
    ['GET / HTTP/1.1', 'Host: 127.0.0.1:x', 403],
    ['GET / HTTP/1.1', 'Host:', 403],
    ['GET / HTTP/1.1', 'Accept: */*', 400],
    ['GET / HTTP/1.1', 'Host: localhost\r\nHost: evil.example', 400],
    ['GET / HTTP/1.0', 'Accept: */*', 403],
    ['GET http://evil.example/ HTTP/1.1', 'Host: localhost', 403],
    ['GET http://localhost/ HTTP/1.1', 'Host: evil.example', 200],
    ['GET http://localhost HTTP/1.1', 'Host: localhost', 200],
    ['GET http://localhost/../secret.txt HTTP/1.1', 'Host: localhost', 404],
    ['GET ftp://localhost/ HTTP/1.1', 'Host: localhost', 400],
    ['GET index.html HTTP/1.1', 'Host: localhost', 400],
    ['GET ?x HTTP/1.1', 'Host: localhost', 400],
    ['OPTIONS * HTTP/1.1', 'Host: localhost', 405],
    ['POST / HTTP/1.1', 'Host: localhost\r\nContent-Length: 5', 405],
    ['POST / HTTP/1.1', 'Host: localhost\r\nTransfer-Encoding: chunked', 405],
    ['DELETE /index.html HTTP/1.1', 'Host: localhost', 405],
    ['PUT /index.html HTTP/1.1', 'Host: localhost', 405],
    ['TRACE / HTTP/1.1', 'Host: localhost', 405],
    ['BREW / HTTP/1.1', 'Host: localhost', 400],
    ['get / HTTP/1.1', 'Host: localhost', 400],
    ['GET / HTTP/3.7', 'Host: localhost', 400],
    ['GET / HTTP/1.1', 'Host: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked', 400],
    ['GET / HTTP/1.1', 'Host: localhost\r\nContent-Length: -5', 400],
    ['GET / HTTP/1.1', 'Host: localhost\r\nBad Name: x', 400],
    ['GET / HTTP/1.1', 'Host: localhost\r\nUpgrade: websocket', 200],
    ['GET / HTTP/1.1', 'Host: localhost\r\nExpect: a-miracle', 417],
    [`GET /${'a'.repeat(5000)} HTTP/1.1`, 'Host: localhost', 414],
    [`GET /${'a'.repeat(20_000)} HTTP/1.1`, 'Host: localhost', 431],
    ['GET / HTTP/1.1', `Host: localhost\r\nX: ${'a'.repeat(20_000)}`, 431],
    ['GET / HTTP/1.1', `Host: localhost\r\n${Array.from({ length: 3000 }, (_, n) => `X${n}: y`).join('\r\n')}`, 431],
    ['\0\0\0', '\0', 400],
    ['\u0016\u0003\u0001', 'TLS', 400],
  ] as const;

  test.each(ASKED.map((row) => [`${short(`${row[0]}, ${row[1]}`)}: ${row[2]}`, ...row] as const))(
    '%s',
    async (_, line, headers, status) => {
      const other = await serveApp({ root: served.root, hosts: ['Rank.Example'] });
      try {
        expect(
          (await rawRequest(other.port, requestText([line, headers], /Content-Length: 5/u.test(headers) ? 'hello' : ''))).status,
        ).toBe(status);
        // Whatever came, the next one is answered.
        expect((await rawRequest(other.port, requestText(['GET / HTTP/1.1', HOST]))).status).toBe(200);
      } finally {
        await other.close();
      }
    },
  );

  it('a refusal names the way to be answered', async () => {
    const { body } = await rawRequest(served.port, requestText(['GET / HTTP/1.1', 'Host: evil.example']));
    expect(body.toString()).toContain('--allow-host NAME');
  });

  it('several requests on one connection are answered in their order', async () => {
    const { socket, ended } = rawConnection(served.port);
    const one = (target: string): string => `GET ${target} HTTP/1.1\r\n${HOST}\r\n\r\n`;
    socket.write(one('/ten.bin') + one('/nothing') + one('/NOTICE') + requestText(['GET /empty.bin HTTP/1.1', HOST]));
    const statuses = [...(await ended).toString().matchAll(/HTTP\/1\.1 (\d+)/gu)].map(([, status]) => Number(status));
    expect(statuses).toEqual([200, 404, 200, 200]);
  });
});

describe('clients and files that go', () => {
  /** Open descriptors of this process; the server runs in it. */
  const descriptors = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);

  beforeEach(async () => {
    // Everything that earlier tests opened is closed.
    let last = -1;
    await expect.poll(() => last === (last = descriptors()), { interval: 100 }).toBe(true);
  });
  afterEach(async () => {
    expect((await ask('/ten.bin')).body.toString()).toBe(TEN);
  });

  it.runIf(existsSync('/proc/self/fd'))('a hundred downloads that are broken off leave no file open', async () => {
    const before = descriptors();
    for (let round = 0; round < 4; round += 1) {
      const going = Array.from({ length: 25 }, async () => {
        const { socket, ended } = rawConnection(served.port);
        socket.write(requestText(['GET /models/m/large.bin HTTP/1.1', HOST]));
        await new Promise((resolve) => void socket.once('data', resolve));
        socket.destroy();
        await ended;
      });
      await Promise.all(going);
    }
    await expect.poll(descriptors, { timeout: 10_000 }).toBe(before);
  });

  it.runIf(existsSync('/proc/self/fd'))('a thousand requests on one connection hold no thousand files open', async () => {
    const before = descriptors();
    const { socket, ended } = rawConnection(served.port);
    socket.pause();
    socket.write(`GET /models/m/large.bin HTTP/1.1\r\n${HOST}\r\n\r\n`.repeat(1000));
    await pause(200);
    expect(descriptors() - before).toBeLessThan(10);
    socket.destroy();
    await ended;
    await expect.poll(descriptors, { timeout: 10_000 }).toBe(before);
  });

  it('a file that becomes shorter while it is sent: the connection is torn, nobody takes a part for the whole', async () => {
    const file = path.join(served.root, 'shrinking.bin');
    writeFileSync(file, Buffer.alloc(LARGE * 4, 'x'));
    const { socket, ended } = rawConnection(served.port);
    socket.write(`GET /shrinking.bin HTTP/1.1\r\n${HOST}\r\n\r\n`);
    await new Promise((resolve) => void socket.once('data', resolve));
    socket.pause();
    truncateSync(file, 1000);
    socket.resume();
    expect(readAnswer(await ended)).toMatchObject({ status: 200, whole: false });
  });

  it('a file that is removed while it is sent comes whole; afterwards it is not there', async () => {
    const file = path.join(served.root, 'vanishing.bin');
    writeFileSync(file, Buffer.alloc(LARGE, 'x'));
    const { socket, ended } = rawConnection(served.port);
    socket.write(requestText(['GET /vanishing.bin HTTP/1.1', HOST]));
    await new Promise((resolve) => void socket.once('data', resolve));
    unlinkSync(file);
    expect(readAnswer(await ended)).toMatchObject({ status: 200, whole: true });
    expect((await ask('/vanishing.bin')).status).toBe(404);
  });

  it('a file that comes and goes while it is asked for is there or not, each time', async () => {
    const file = path.join(served.root, 'flickering.bin');
    let on = true;
    const flicker = (async () => {
      while (on) {
        writeFileSync(file, TEN);
        await pause(0);
        rmSync(file, { force: true });
        await pause(0);
      }
    })();
    const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await ask('/flickering.bin')).status));
    on = false;
    await flicker;
    for (const status of statuses) expect([200, 404]).toContain(status);
  });

  it('a folder that vanishes altogether is no end either', async () => {
    const other = await serveApp({ root: path.join(served.folder, 'never-was') });
    try {
      expect((await rawRequest(other.port, requestText(['GET / HTTP/1.1', HOST]))).status).toBe(404);
    } finally {
      await other.close();
    }
  });

  it('a file that was made a link since is not followed', async () => {
    const file = path.join(served.root, 'swapped.txt');
    writeFileSync(file, 'own');
    expect((await ask('/swapped.txt')).status).toBe(200);
    unlinkSync(file);
    symlinkSync(path.join(served.folder, 'secret.txt'), file);
    expect((await ask('/swapped.txt')).status).toBe(404);
    expect(statSync(file).size).toBe(6);
  });
});

describe('clients that dawdle', () => {
  it('headers that never end, bodies that never end and answers that are not read: each is ended', async () => {
    const slow = await serveApp({ root: served.root, limits: { headersMs: 100, requestMs: 200, silentMs: 300 } });
    try {
      const dripping = rawConnection(slow.port);
      dripping.socket.write(`GET / HTTP/1.1\r\n${HOST}\r\n`);
      const drip = setInterval(() => dripping.socket.write('X: y\r\n'), 20);
      const owing = rawConnection(slow.port);
      owing.socket.write(`POST / HTTP/1.1\r\n${HOST}\r\nContent-Length: 1000\r\n\r\nhello`);
      const deaf = rawConnection(slow.port);
      deaf.socket.pause();
      deaf.socket.write(`GET /models/m/large.bin HTTP/1.1\r\n${HOST}\r\n\r\n`);
      const silent = rawConnection(slow.port);
      expect(readAnswer(await dripping.ended).status).toBe(408);
      clearInterval(drip);
      expect(readAnswer(await owing.ended).status).toBe(405);
      await silent.ended;
      await pause(600);
      deaf.socket.resume();
      expect(readAnswer(await deaf.ended)).toMatchObject({ status: 200, whole: false });
    } finally {
      await slow.close();
    }
  });

  it('more connections than agreed are closed, and those that are left go on', async () => {
    const small = await serveApp({ root: served.root, limits: { connections: 3 } });
    try {
      const held = Array.from({ length: 3 }, () => rawConnection(small.port));
      await Promise.all(held.map(({ socket }) => new Promise((resolve) => void socket.once('connect', resolve))));
      const [first, ...others] = held;
      expect((await rawRequest(small.port, requestText(['GET / HTTP/1.1', HOST]))).status).toBe(0);
      first?.socket.write(requestText(['GET /ten.bin HTTP/1.1', HOST]));
      expect(readAnswer((await first?.ended) ?? Buffer.of()).body.toString()).toBe(TEN);
      await expect.poll(async () => (await rawRequest(small.port, requestText(['GET / HTTP/1.1', HOST]))).status).toBe(200);
      others.forEach(({ socket }) => socket.destroy());
    } finally {
      await small.close();
    }
  });
});
