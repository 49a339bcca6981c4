import fc from 'fast-check';
import { unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { RawAnswer } from '../../support/raw-request.ts';
import { serveFolder, TEN } from '../../support/served-folder.ts';
import type { ServedFolder } from '../../support/served-folder.ts';

let served: ServedFolder;
beforeAll(async () => {
  served = await serveFolder();
});
afterAll(() => served.close());

const ask: ServedFolder['ask'] = (...asked) => served.ask(...asked);
const said = ({ status, headers, body }: RawAnswer) => ({ status, range: headers['content-range'], body: body.toString() });

describe('ranges (RFC 9110, section 14)', () => {
  test.each([
    ['bytes=0-0', '0-0', '0'],
    ['bytes=0-3', '0-3', '0123'],
    ['bytes=3-3', '3-3', '3'],
    ['bytes=7-', '7-9', '789'],
    ['bytes=0-', '0-9', TEN],
    ['bytes=-5', '5-9', '56789'],
    ['bytes=-1', '9-9', '9'],
    ['bytes=-10', '0-9', TEN],
    ['bytes=-99', '0-9', TEN],
    ['bytes=8-99', '8-9', '89'],
    ['BYTES=2-3', '2-3', '23'],
    ['bytes= 2-3 ', '2-3', '23'],
    ['bytes=2-3,', '2-3', '23'],
    ['bytes=2-3,20-30', '2-3', '23'],
    [`bytes=8-${'9'.repeat(400)}`, '8-9', '89'],
  ])('%s is answered with bytes %s', async (range, place, body) => {
    const answer = await ask('/ten.bin', [`Range: ${range}`]);
    expect(said(answer)).toEqual({ status: 206, range: `bytes ${place}/10`, body });
    expect(answer.headers['content-length']).toBe(String(body.length));
    expect(answer.headers['accept-ranges']).toBe('bytes');
  });

  test.each(['bytes=10-', 'bytes=10-20', 'bytes=-0', 'bytes=50-60,70-', `bytes=${'9'.repeat(400)}-`])(
    '%s lies behind the end: 416 with the length',
    async (range) => {
      expect(said(await ask('/ten.bin', [`Range: ${range}`]))).toEqual({ status: 416, range: 'bytes */10', body: '' });
    },
  );

  test.each([
    'bytes=10-5',
    'bytes=5-3',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=1-2-3',
    'bytes=--5',
    'bytes=0x1-2',
    'bytes=1.5-3',
    'bytes=0-1;2-3',
    'bytes 0-1',
    'items=0-1',
    '0-1',
    'bytes=0-9,0-9',
    `bytes=${Array.from({ length: 17 }, () => '0-0').join(',')}`,
    'bytes=0-1, 5-3',
    'bytes=0-1\r\nRange: bytes=2-3',
  ])('%j can’t be read, or asks for more than there is: the whole', async (range) => {
    expect(said(await ask('/ten.bin', [`Range: ${range}`]))).toEqual({ status: 200, range: undefined, body: TEN });
  });

  it('several come as parts of one body, each with its type and place', async () => {
    const answer = await ask('/ten.bin', ['Range: bytes=0-1,-2, 4-4']);
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBeUndefined();
    const boundary = /^multipart\/byteranges; boundary=([\w-]+)$/u.exec(answer.headers['content-type'] ?? '')?.[1];
    expect(boundary).toBeDefined();
    expect(answer.whole).toBe(true);
    const part = (place: string, body: string): string =>
      `\r\n--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes ${place}/10\r\n\r\n${body}`;
    expect(answer.body.toString()).toBe(`${part('0-1', '01')}${part('8-9', '89')}${part('4-4', '4')}\r\n--${boundary}--\r\n`);
  });

  it('an empty file is whole, whatever is asked of it', async () => {
    for (const range of ['bytes=0-0', 'bytes=-5', 'bytes=0-'])
      expect(said(await ask('/empty.bin', [`Range: ${range}`]))).toEqual({ status: 200, range: undefined, body: '' });
  });

  it('HEAD has no ranges', async () => {
    const answer = await ask('/ten.bin', ['Range: bytes=0-0'], 'HEAD');
    expect(said(answer)).toEqual({ status: 200, range: undefined, body: '' });
    expect(answer.headers['content-length']).toBe('10');
  });

  it('any header gives the bytes that its answer names, or the whole, or 416; and the next request is answered', async () => {
    const number = fc.oneof(fc.nat(14).map(String), fc.constantFrom('', '00', '-1', '99999999999999999999', 'x', ' '));
    const member = fc.tuple(number, fc.constantFrom('-', '-', '-', '', '--'), number).map((three) => three.join(''));
    const header = fc
      .tuple(fc.constantFrom('bytes=', 'bytes=', 'bytes', 'bits='), fc.array(member, { maxLength: 4 }))
      .map(([unit, members]) => unit + members.join(','));
    await fc.assert(
      fc.asyncProperty(header, async (range) => {
        const answer = await ask('/ten.bin', [`Range: ${range}`]);
        expect([200, 206, 416]).toContain(answer.status);
        expect(answer.whole).toBe(true);
        if (answer.status === 200) expect(answer.body.toString()).toBe(TEN);
        if (answer.status !== 206) return;
        const places = [
          ...`${answer.headers['content-range'] ?? ''}\n${answer.body.toString()}`.matchAll(/bytes (\d+)-(\d+)\/10/gu),
        ];
        expect(places.length).toBeGreaterThan(0);
        for (const [, first, last] of places)
          expect(answer.body.toString()).toContain(TEN.slice(Number(first), Number(last) + 1));
      }),
    );
  });
});

describe('conditions (RFC 9110, section 13)', () => {
  it('a range goes on with the same version only: by its tag, or by exactly its date', async () => {
    const { headers } = await ask('/ten.bin');
    const { etag = '', 'last-modified': modified = '' } = headers;
    expect(etag).toMatch(/^"[^"]+"$/u);
    const part = async (version: string): Promise<number> =>
      (await ask('/ten.bin', ['Range: bytes=0-1', `If-Range: ${version}`])).status;
    expect(await part(etag)).toBe(206);
    expect(await part(modified)).toBe(206);
    for (const other of [
      '"other"',
      `W/${etag}`,
      'Thu, 01 Jan 1970 00:00:00 GMT',
      'Fri, 01 Jan 2100 00:00:00 GMT',
      'yesterday',
      '',
    ])
      expect(await part(other), other).toBe(200);
  });

  test.each([
    ['If-None-Match: TAG', 304],
    ['If-None-Match: W/TAG', 304],
    ['If-None-Match: "a", TAG , "b"', 304],
    ['If-None-Match: *', 304],
    ['If-None-Match: "other"', 200],
    ['If-None-Match: garbage', 200],
    ['If-None-Match: "other"\r\nIf-Modified-Since: DATE', 200],
    ['If-Modified-Since: DATE', 304],
    ['If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ['If-Modified-Since: soon', 200],
    ['If-Match: TAG', 200],
    ['If-Match: *', 200],
    ['If-Match: W/TAG', 412],
    ['If-Match: "other"', 412],
    ['If-Unmodified-Since: DATE', 200],
    ['If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT', 412],
    ['If-Match: TAG\r\nIf-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT', 200],
    ['If-None-Match: TAG\r\nRange: bytes=0-1', 304],
  ])('%j: %i', async (condition, status) => {
    const { headers } = await ask('/ten.bin');
    const { etag = '', 'last-modified': modified = '' } = headers;
    const answer = await ask('/ten.bin', [condition.replaceAll('TAG', etag).replaceAll('DATE', modified)]);
    expect(answer.status).toBe(status);
    expect(answer.headers['etag']).toBe(etag);
    if (status !== 200) expect(answer.body.toString()).toBe('');
  });

  it('a file that changes has another tag, also within a second and at the same length', async () => {
    const file = path.join(served.root, 'changing.bin');
    writeFileSync(file, 'one');
    const first = (await ask('/changing.bin')).headers['etag'];
    await pause(15);
    writeFileSync(file, 'two');
    expect((await ask('/changing.bin')).headers['etag']).not.toBe(first);
  });
});

describe('compressed files', () => {
  test.each([
    ['gzip', true],
    ['deflate, gzip;q=0.5', true],
    ['*', true],
    ['GZIP', true],
    ['x-gzip', true],
    ['gzip;q=0', false],
    ['*;q=0', false],
    ['gzip;q=0, *', false],
    ['br', false],
    ['', false],
    ['gzippo', false],
    ['gzip;q=x', false],
  ])('Accept-Encoding: %s is taken for gzip: %s', async (accepted, taken) => {
    writeFileSync(path.join(served.root, 'ten.bin.gz'), 'packed');
    try {
      const answer = await ask('/ten.bin', [`Accept-Encoding: ${accepted}`]);
      expect(answer.headers['content-encoding']).toBe(taken ? 'gzip' : undefined);
      expect(answer.headers['vary']).toBe('Accept-Encoding');
      expect(answer.body.toString()).toBe(taken ? 'packed' : TEN);
    } finally {
      unlinkSync(path.join(served.root, 'ten.bin.gz'));
    }
  });
});
