import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { compactLog } from '../../../../src/core/log/compact.ts';
import { readShareLink, toShareLink } from '../../../../src/core/export/share-link.ts';
import { toLogFile } from '../../../../src/core/log/file.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import type { RunLogFile } from '../../../../src/core/log/file.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';
import { cases, leftToDeep } from '../../../support/profile.ts';
import { timedLog } from '../../../support/timed-log.ts';
import { hostileLog, hostileText } from './hostile-run.ts';

const fileOf = (log: readonly RunEvent[]): RunLogFile => toLogFile({ log, appVersion: '1', exportedAt: '2026-01-02T03:04:05Z' });
const linkOf = (log: readonly RunEvent[]): string => {
  const link = toShareLink(fileOf(log));
  if (link.type !== 'link') throw new Error(`too large: ${link.characters}`);
  return link.hash;
};
const codeOf = (hash: string): string | null => {
  const read = readShareLink(hash);
  if (read === null) return null;
  return read.ok ? 'ok' : read.error.code;
};

describe.each(STREAMS)('%s as a link', (name) => {
  const log = readStream(name);

  test('fits in 8,192 characters that need no escaping, and reads back', () => {
    const link = toShareLink(fileOf(log));
    if (link.type !== 'link') throw new Error('too large');
    expect(link.hash.length).toBeLessThanOrEqual(8192);
    expect(link.hash).toMatch(/^#run=[\w.-]+$/u);
    const read = readShareLink(link.hash);
    if (read?.ok !== true) throw new Error('unreadable');
    const { events } = read.value.file;
    expect(events).toEqual(link.whole ? log : compactLog(log));
  });

  test('the compact log has no gaps and ends in the same view', () => {
    const compact = compactLog(log);
    expect(compact.map(({ seq }) => seq)).toEqual(compact.map((_, index) => index));
    const [whole, short] = [reduceLog(log), reduceLog(compact)];
    expect(short?.committed).toEqual(whole?.committed);
    expect(short?.outcome).toEqual(whole?.outcome);
    const texts = (view: typeof whole): unknown =>
      view?.windows.map(({ reasoning, answer, outcome, thought, after }) => ({ reasoning, answer, outcome, thought, after }));
    expect(texts(short)).toEqual(texts(whole));
  });
});

test('every cut of a link ends in a problem', () => {
  const hash = linkOf(readStream('recorded-kettle'));
  for (let cut = '#run='.length; cut < hash.length; cut += 1) expect(codeOf(hash.slice(0, cut))).not.toBe('ok');
});

test('any texts read back letter for letter', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const read = readShareLink(linkOf(hostileLog(text)));
      if (read?.ok !== true) throw new Error('unreadable');
      expect(read.value.file.events).toEqual(hostileLog(text));
    }),
    { numRuns: 200 },
  );
});

test('a change of any one letter of the link is noticed, or changes nothing of the run', () => {
  const hash = linkOf(readStream('recorded-kettle'));
  fc.assert(
    fc.property(fc.integer({ min: 5, max: hash.length - 1 }), fc.constantFrom(...'AZaz09-_.'), (place, letter) => {
      fc.pre(hash[place] !== letter);
      // The last bits of base64url and of DEFLATE mean nothing.
      const read = readShareLink(hash.slice(0, place) + letter + hash.slice(place + 1));
      if (read?.ok === true) expect(read.value.file.events).toEqual(readStream('recorded-kettle'));
    }),
    { numRuns: cases(500) },
  );
});

test('no hash makes the reader throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), hostileText, fc.base64String()), (text) => {
      expect(codeOf(text)).toBe(text.startsWith('#run=') ? codeOf(text) : null);
      expect(['other-version', 'too-large', 'damaged']).toContain(codeOf(`#run=${text}`));
      expect(['too-large', 'damaged']).toContain(codeOf(`#run=1.${text}`));
      expect(['too-large', 'damaged']).toContain(codeOf(`#run=1.zz.AAAAAAAA.${text}`));
    }),
    { numRuns: cases(1000) },
  );
});

test('a hash that is no share link is none of the reader’s business', () => {
  expect(codeOf('')).toBeNull();
  expect(codeOf('#settings')).toBeNull();
});

test('another version is told apart from damage', () => {
  expect(codeOf(linkOf(readStream('recorded-kettle')).replace('#run=1.', '#run=2.'))).toBe('other-version');
});

test('a bomb is refused by what it says, and does not unfold beyond what it says', () => {
  const bomb = base64urlnopad.encode(deflateSync(new Uint8Array(5_000_000), { level: 9 }));
  expect(bomb.length).toBeLessThan(8000);
  expect(codeOf(`#run=1.${(5_000_000).toString(36)}.AAAAAAAA.${bomb}`)).toBe('too-large');
  expect(codeOf(`#run=1.${(100).toString(36)}.AAAAAAAA.${bomb}`)).toBe('damaged');
  expect(codeOf(`#run=1.zzzzzz.AAAAAAAA.${bomb}`)).toBe('too-large');
});

test('a well-made link to something that is no log says so', () => {
  for (const text of ['', '{}', '[[[[', '['.repeat(200_000), '{"type":"glassrank-run-log","schema":1}']) {
    const bytes = utf8ToBytes(text);
    const check = base64urlnopad.encode(sha256(bytes).subarray(0, 6));
    const hash = `#run=1.${bytes.length.toString(36)}.${check}.${base64urlnopad.encode(deflateSync(bytes))}`;
    expect(['not-a-log', 'damaged']).toContain(codeOf(hash));
  }
});

test('a hash longer than any link this page writes is refused', () => {
  expect(codeOf(`#run=1.zz.AAAAAAAA.${'A'.repeat(9000)}`)).toBe('too-large');
});

test('a run that does not fit says how long its link would be', () => {
  const random = Array.from({ length: 9000 }, (_, index) => ((index * 7919 * (index + 13)) % 46_656).toString(36)).join('');
  const link = toShareLink(fileOf(hostileLog(random)));
  if (link.type !== 'too-large') throw new Error('it fits');
  expect(link.characters).toBeGreaterThan(link.mostCharacters);
});

test('a bomb is not unpacked: what it makes stops at what its hash says', () => {
  // Behind the first bytes stands what is no DEFLATE: it is never come to.
  const packed = deflateSync(new Uint8Array(5_000_000), { level: 9 });
  const broken = base64urlnopad.encode(new Uint8Array([...packed.subarray(0, 2000), 0xff, 0xff, 0xff, 0xff]));
  const how = (hash: string): unknown => {
    const read = readShareLink(hash);
    return read?.ok === false && read.error.code === 'damaged' ? read.error.how : read;
  };
  expect(how(`#run=1.${(100).toString(36)}.AAAAAAAA.${broken}`)).toBe('check-sum');
  expect(how(`#run=1.${(250_000).toString(36)}.AAAAAAAA.${broken}`)).toBe('check-sum');
});

test.each([
  ['ten passages in windows of two', 10, 2],
  ['thirty in windows of five', 30, 5],
  ['sixty in windows of ten', 60, 10],
])('what fits into a link is not too much to unfold: %s that say the same', async (_, count, windowSize) => {
  const settings = { windowSize, windowStride: windowSize - 1, thoughtTokens: 40 };
  const rates = { prefillTokensPerSecond: 100, decodeTokensPerSecond: 10 };
  const bytes = utf8ToBytes(JSON.stringify(fileOf(compactLog(await timedLog({ count, seed: 1, rates, settings })))));
  const packed = deflateSync(bytes, { level: 9 });
  expect(bytes.length / packed.length).toBeLessThan(256_000 / 6100);
});

for (const letters of [100_000, 1_000_000])
  test(
    `a run whose log is over 256 kB is for a file, also where it would pack small (${letters})`,
    leftToDeep(letters > 100_000),
    () => {
      expect(toShareLink(fileOf(hostileLog('a'.repeat(letters))))).toEqual({
        type: 'too-large',
        characters: null,
        mostCharacters: 8192,
      });
    },
  );
