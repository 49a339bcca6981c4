import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { markdownQuote, markdownText, toMarkdown } from '../../../../src/core/export/markdown.ts';
import { docId } from '../../../../src/core/request.ts';
import { readingLog } from '../../../support/reading-log.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { readStream, STREAMS } from '../read/read-stream.ts';
import { hostileLog, hostileText, viewOf } from './hostile-run.ts';
import { tied } from './tied.ts';

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

const parse = (text: string): Node => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
const kinds = (node: Node): readonly string[] => [node.type, ...(node.children ?? []).flatMap(kinds)];
/** What no text of a run may open: a bare address may be shown as a link to itself. */
const OPENED = new Set([
  'html',
  'image',
  'code',
  'inlineCode',
  'emphasis',
  'strong',
  'delete',
  'footnoteReference',
  'linkReference',
  'imageReference',
]);
const structures = (tree: Node): readonly string[] => kinds(tree).filter((kind) => OPENED.has(kind));
const textOf = (node: Node): string =>
  node.type === 'break' ? '\n' : (node.value ?? '') + (node.children ?? []).map(textOf).join('');
const report = (text: string): string =>
  toMarkdown({
    view: viewOf(hostileLog(text)),
    appVersion: '1.0.0',
    exportedAt: '2026-01-02T03:04:05Z',
    reasons: new Map([[docId(`a${text}`), text]]),
  });
/** Markdown has no NUL and no empty paragraph. */
const plain = (text: string): string => text.replaceAll('\0', '\uFFFD');

test('a report says how many of the tokens written were forced by the form, where the engine tells', () => {
  const reported = (forcedTokens: number | undefined) =>
    toMarkdown({
      view: viewOf(
        readStream('recorded-kettle').map((event) =>
          event.type === 'window-end' && forcedTokens !== undefined
            ? { ...event, usage: { ...event.usage, forcedTokens } }
            : event,
        ),
      ),
      appVersion: '1.0.0',
      exportedAt: '2026-01-02T03:04:05Z',
      reasons: new Map(),
    });
  expect(reported(40)).toContain('71 written, 40 of them forced by the form and read in chunks.');
  expect(reported(undefined)).toContain('71 written.');
});

test('a report of a run that was read passage by passage tells the scores, what they made, and that the rest was written after', () => {
  const made = (answer?: (read: readonly ReturnType<typeof docId>[]) => readonly ReturnType<typeof docId>[]) =>
    toMarkdown({
      view: viewOf(
        readingLog({
          request: sampleRequest(3),
          scores: [1, 3, 2],
          thought: ['So.'],
          ...(answer === undefined ? {} : { answer }),
        }),
      ),
      appVersion: '1.0.0',
      exportedAt: '2026-01-02T03:04:05Z',
    });
  expect(made()).toContain('Written after the reading: every answer gives the order that was read.');
  expect(made()).toContain('| \\[2\\] | d2 | 3.000 | 0.000 | 1.225 | 0.612 |');
  expect(made((read) => read.toReversed())).toContain('in window 1 of 1 the answer is another order than the one read');
  const tables = (parse(made()).children ?? []).filter(({ type }) => type === 'table');
  expect(tables).toHaveLength(2);
});

// The parser of the check is slow on a busy machine.
describe('Markdown', { timeout: 60_000 }, () => {
  test('a line of any text shows exactly this text and is one paragraph', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(text.trim() !== '');
        const tree = parse(markdownText(text));
        expect(tree.children?.map(({ type }) => type)).toEqual(['paragraph']);
        expect(structures(tree)).toEqual([]);
        expect(textOf(tree)).toBe(plain(text.replaceAll(/\r\n|[\r\n]/gu, ' ')));
      }),
      { numRuns: 300 },
    );
  });

  test('a quoted text keeps its lines and cannot leave its quote', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(text.trim() !== '');
        const tree = parse(`${markdownQuote(text)}\n`);
        expect(tree.children?.map(({ type }) => type)).toEqual(['blockquote']);
        expect(structures(tree)).toEqual([]);
        const shown = (tree.children?.[0]?.children ?? []).map(textOf).join('\n').split('\n');
        const written = plain(text)
          .split(/\r\n|[\r\n]/u)
          .filter((line) => line.trim() !== '');
        expect(shown).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever query, passages and model hold, the report keeps its structure', () => {
    const shapeOf = (tree: Node): readonly string[] =>
      (tree.children ?? []).map(({ type, children }) => (type === 'table' ? `table ${children?.length}` : type));
    const expected = shapeOf(parse(report('plain words')));
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(text.trim() !== '');
        const tree = parse(report(text));
        expect(shapeOf(tree)).toEqual(expected);
        const table = tree.children?.find(({ type }) => type === 'table');
        expect(table?.children?.map((row) => row.children?.length)).toEqual([6, 6, 6]);
        expect(structures(tree)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test.each(STREAMS)('%s: the table holds the committed order', (name) => {
    const view = viewOf(readStream(name));
    const tree = parse(toMarkdown({ view, appVersion: '1', exportedAt: 'now' }));
    const rows = tree.children?.find(({ type }) => type === 'table')?.children ?? [];
    expect(rows.slice(1).map((row) => textOf(row.children?.[2] ?? row))).toEqual(view.committed);
  });

  test('what was repaired is a line of the outcome, an untouched run says that nothing was', () => {
    const written = (name: string): string => toMarkdown({ view: viewOf(readStream(name)), appVersion: '1', exportedAt: 'now' });
    expect(written('two-windows-repaired')).toMatch(/^- Window 1: the answer was repaired/mu);
    expect(written('unparsed-open-thought')).toMatch(/no order could be read/u);
    expect(written('gpu-lost-while-reading')).toMatch(/The run failed \(gpu-lost/u);
    expect(written('recorded-kettle')).toContain('Nothing was repaired, truncated, left unread or cut.');
  });
});

test('a report marks shared ranks, and names prompt, strategy and scaling in words instead of an object', () => {
  const report = toMarkdown({ view: tied, appVersion: '0', exportedAt: '2026-01-01T00:00:00.000Z' });
  expect(report.match(/^\| =1 \|/gmu)).toHaveLength(2);
  expect(report).toContain('prompt: FIRST');
  expect(report).not.toContain('object Object');
});
