import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXPORT_KINDS, exportFileName } from '../../../../src/core/export/index.ts';
import { namePart, savedFileName } from '../../../../src/core/export/file-name.ts';
import { readStream } from '../read/read-stream.ts';
import { viewOf } from './hostile-run.ts';

/** Any text, also one that no file should be named by. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('/', '\\', '..', ':', '\0', '\n', '‮', '‏', '\ud83d', 'é', 'é', 'می‌شود', '蓝', '💡', 'CON', ' '),
  }),
);

describe('a saved file is named by its query', () => {
  test.each([
    ['Why is the sky “blue”?', 'Why-is-the-sky-blue'],
    ['  ../../etc/passwd', 'etc-passwd'],
    ['چرا آسمان آبی است؟', 'چرا-آسمان-آبی-است'],
    ['почему небо голубое', 'почему-небо-голубое'],
    ['天空为什么是蓝色的？', '天空为什么是蓝色的'],
    ['C++ vs. C#: which?', 'C-vs-C-which'],
    ['हिन्दी में क्यों', 'हिन्दी-में-क्यों'],
    ['?!', ''],
    ['💡', ''],
  ])('%s → %s', (query, name) => {
    expect(namePart(query)).toBe(name);
  });

  test('in letters, marks and digits of any script only, within the length that file systems take, whatever the query', () => {
    fc.assert(
      fc.property(anyText, (query) => {
        const name = namePart(query);
        expect(name).toMatch(/^(?:[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*)?$/u);
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120);
        expect(name).toBe(name.normalize('NFC'));
      }),
    );
  });

  test('a long query is cut at a word', () => {
    expect(namePart('which of these passages says most about why bees find their way home')).toBe(
      'which-of-these-passages-says-most-about-why-bees-find-their',
    );
  });

  test('and by the run where a query has neither letter nor digit', () => {
    expect(savedFileName({ of: '???', otherwise: '01234567', ending: '.csv' })).toBe('glassrank-01234567.csv');
  });

  test('every format under a name of its own', () => {
    const view = viewOf(readStream('two-windows-repaired'));
    const names = EXPORT_KINDS.map((kind) => exportFileName(kind, view));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toContain(namePart(view.request.query.text));
  });
});
