import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { BY_DOCUMENT_COLUMNS, toDocumentsCsv } from '../../../../src/core/export/documents-csv.ts';
import { htmlText, toReportHtml } from '../../../../src/core/export/report-html.ts';
import { toReportMarkdown } from '../../../../src/core/export/report-markdown.ts';
import { reportOf } from '../../../../src/core/export/report.ts';
import { toReportText } from '../../../../src/core/export/report-text.ts';
import { unguarded } from '../../../../src/core/input/own-csv.ts';
import type { RunEvent } from '../../../../src/core/log/event.ts';
import type { RunView } from '../../../../src/core/log/view.ts';
import { hostileLog, hostileText, viewOf } from './hostile-run.ts';

/** By require: its published types bring in those of the DOM. */
const Papa = createRequire(import.meta.url)('papaparse') as {
  parse(text: string, config: object): { readonly data: readonly (readonly string[])[]; readonly errors: readonly unknown[] };
};

const stamp = { appVersion: '1', exportedAt: '2026-01-01T00:00:00Z' };

/** A run over two passages of documents whose names and texts are these; its thought quotes the first. */
function documentsRun(name: string, text: string): RunView {
  const log = hostileLog(text).map((event): RunEvent => {
    if (event.type === 'reasoning-delta')
      return { ...event, text: '[1] says "a rent of ninety pounds a month", so it is first.' };
    if (event.type !== 'run-start') return event;
    const candidates = event.request.candidates.map((candidate, index) => ({
      ...candidate,
      text: index === 0 ? `${text} a rent of ninety pounds a month ${text}` : text,
      document: `${index}${name}`,
      place: { from: 0, page: index + 4, heading: name },
    }));
    const documents = [0, 1, 2].map((index) => {
      const notes = [{ code: 'attachments' as const, count: 2, names: [name] }];
      return { name: `${index}${name}`, kind: 'pdf' as const, title: name, pages: 9, words: 5, passages: 7, notes };
    });
    return { ...event, request: { ...event.request, candidates, documents } };
  });
  // What was read of the first is the whole of it.
  const whole = log.map((event): RunEvent => {
    const start = log[0];
    if (event.type !== 'window-start' || start?.type !== 'run-start') return event;
    const passages = event.passages.map((passage, index) => {
      const shown = start.request.candidates[index]?.text ?? '';
      return { ...passage, text: shown, keptTo: shown.length };
    });
    return { ...event, passages };
  });
  return viewOf(whole);
}

/** What a browser makes of a page: its elements in order, and all text. */
function parsed(html: string): {
  readonly tags: readonly string[];
  readonly attributes: ReadonlySet<string>;
  readonly text: string;
} {
  const tags: string[] = [];
  const attributes = new Set<string>();
  let text = '';
  const parser = new Parser({
    onopentag: (name, all) => {
      tags.push(name);
      for (const [key, value] of Object.entries(all)) if (key !== 'content') attributes.add(`${key}=${value}`);
    },
    ontext: (piece) => void (text += piece),
  });
  parser.end(html);
  return { tags, attributes, text };
}

describe('a report', () => {
  it('tells documents in their order, with quotes, pages, and what of them was not read', () => {
    const report = reportOf(documentsRun('lease.pdf', 'The tenant pays'));
    expect(report.documents.map(({ name, rank, read, of }) => [name, rank, read, of])).toEqual([
      ['0lease.pdf', 1, 1, 7],
      ['1lease.pdf', 2, 1, 7],
    ]);
    expect(report.documents[0]?.passages[0]).toMatchObject({
      page: 4,
      quotes: ['a rent of ninety pounds a month'],
      unreadWords: 0,
    });
    expect(report.unranked).toEqual(['2lease.pdf']);
    expect(report.limits.join(' ')).toContain('The model read 2 of 21 passages.');
    expect(report.limits.join(' ')).toContain('no order could be read');
  });

  it('names file and page beside each quote in every format', () => {
    const view = documentsRun('lease.pdf', 'The tenant pays');
    for (const write of [toReportHtml, toReportMarkdown, toReportText]) {
      const text = write({ view, ...stamp });
      for (const part of ['0lease.pdf', 'p. 4', 'a rent of ninety pounds a month', '1 of 7 passages read', '2lease.pdf'])
        expect(text).toContain(part);
    }
    expect(toReportText({ view, ...stamp })).toContain('“a rent of ninety pounds a month” (0lease.pdf, p. 4 · lease.pdf)');
  });

  it('is an HTML page whose elements and attributes no name and no text can change, without script, style or address of its own', () => {
    const plain = parsed(toReportHtml({ view: documentsRun('name', 'text'), ...stamp }));
    expect(plain.tags.filter((tag) => ['script', 'a', 'img', 'link', 'iframe', 'object', 'form'].includes(tag))).toEqual([]);
    expect(plain.tags.filter((tag) => tag === 'style')).toHaveLength(1);
    fc.assert(
      fc.property(hostileText, hostileText, (name, text) => {
        const html = toReportHtml({ view: documentsRun(name, text), ...stamp });
        const found = parsed(html);
        expect(new Set(found.tags)).toEqual(new Set(plain.tags));
        expect(found.tags.filter((tag) => tag === 'section')).toHaveLength(2);
        expect([...found.attributes].filter((one) => !plain.attributes.has(one))).toEqual([]);
        expect(html).toContain("default-src 'none'");
      }),
      { numRuns: 100 },
    );
  });

  it('shows the very letters that stood there, but for those that no page can hold', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const shown = parsed(`<p>${htmlText(text)}</p>`).text;
        const held = (letter: string): boolean => (letter >= ' ' ? letter !== '\u007F' : '\t\n'.includes(letter));
        const lines = text.toWellFormed().replaceAll(/\r\n?/gu, '\n');
        expect(shown).toBe(Array.from(lines, (letter) => (held(letter) ? letter : '\uFFFD')).join(''));
      }),
      { numRuns: 300 },
    );
  });

  it('has the same headings in Markdown whatever the names and texts are', () => {
    const headings = (markdown: string): readonly string[] =>
      markdown.split('\n').flatMap((line) => /^#{1,6} (?:=?\d+\\\.|What|Model|Glassrank)?/u.exec(line)?.[0] ?? []);
    const plain = headings(toReportMarkdown({ view: documentsRun('name', 'text'), ...stamp }));
    fc.assert(
      fc.property(hostileText, hostileText, (name, text) => {
        expect(headings(toReportMarkdown({ view: documentsRun(name, text), ...stamp }))).toEqual(plain);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the table by document', () => {
  it('is read back as it was written: each document a row, its name, passages and quotes as they stood', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (name, text) => {
        const view = documentsRun(name, text);
        const csv = toDocumentsCsv({ view });
        expect(csv.startsWith('\uFEFF')).toBe(true);
        const { data, errors } = Papa.parse(csv.slice(1), { delimiter: ',', newline: '\r\n', skipEmptyLines: 'greedy' });
        expect(errors).toEqual([]);
        expect(data[0]).toEqual([...BY_DOCUMENT_COLUMNS]);
        const read = data.slice(1).map((row) => row.map(unguarded));
        expect(
          read.map(([rank, document, , , passages, readOf, , , page, quotes]) => ({
            rank,
            document,
            passages,
            readOf,
            page,
            quotes,
          })),
        ).toEqual(
          reportOf(view).documents.map((document) => ({
            rank: String(document.rank),
            document: document.name,
            passages: String(document.of),
            readOf: String(document.read),
            page: String(document.passages[0]?.page),
            quotes: document.passages.flatMap(({ quotes }) => quotes).join('\n'),
          })),
        );
      }),
      { numRuns: 200 },
    );
  });
});
