import type { ExportFormat, ExportedRun } from './format.ts';
import { excerptOf, placeText, readText, reportOf } from './report.ts';
import type { ReportDocument, ReportPassage } from './report.ts';

const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Any text as text of an HTML page, in an element or an attribute in quotes. What no page can hold (NUL, control characters, halves of characters) is �.
 */
export function htmlText(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- it is what is looked for
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/gu, '\uFFFD')
      // A parser makes a line feed of it.
      .replaceAll(/\r\n?/gu, '\n')
      .replaceAll(/[&<>"']/gu, (mark) => MARKS[mark] ?? mark)
  );
}

/** Nothing is fetched and nothing runs, whatever stands in the texts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.55 Georgia, 'Noto Serif', serif; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, .facts, .place, .note { font-family: system-ui, sans-serif; }
h1 { font-size: 1.1rem; font-weight: 600; }
h2 { font-size: 1.1rem; margin: 2rem 0 .2rem; }
h3 { font-size: .95rem; margin: 1.2rem 0 .2rem; }
.query { font-size: 1.5rem; white-space: pre-wrap; }
blockquote { margin: .4rem 0; padding: .1rem .9rem; border-inline-start: 4px solid #c9a227; white-space: pre-wrap; }
.excerpt { margin: .4rem 0; padding: .1rem .9rem; border-inline-start: 4px solid #8aa; white-space: pre-wrap; }
.place, .note, .facts { font-size: .85rem; opacity: .85; }
.facts dt { font-weight: 600; } .facts dd { margin: 0 0 .4rem; overflow-wrap: anywhere; }
h2, h3, p, blockquote, li { overflow-wrap: anywhere; }
@media print { body { max-width: none; margin: 0; } h2, h3 { break-after: avoid; } blockquote { break-inside: avoid; } }
`;

/**
 * What the run found as one HTML page without scripts: query, documents with their quotes, what was left out, model and method. It prints as it stands. All text of
 * query, files and model is escaped, and the page's own policy lets nothing be fetched or run.
 */
export function toReportHtml({ view, appVersion, exportedAt }: Pick<ExportedRun, 'view' | 'appVersion' | 'exportedAt'>): string {
  const report = reportOf(view);
  const { query, outcome, documents, unranked, limits, facts } = report;
  const list = (items: readonly string[]): string =>
    `<ul>${items.map((item) => `<li dir="auto">${htmlText(item)}</li>`).join('')}</ul>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>Glassrank report</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Glassrank report</h1>
<p class="query" dir="auto">${htmlText(query)}</p>
<p class="note">${htmlText(outcome)}</p>
${documents.map(documentHtml).join('\n')}
<h2>What was left out, and what to doubt</h2>
${list(limits)}
${unranked.length === 0 ? '' : `<p class="note">Documents of which no passage was ranked:</p>\n${list(unranked)}\n`}<h2>Model and method</h2>
<dl class="facts">${facts.map(([name, value]) => `<dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd>`).join('')}</dl>
<p class="note">Written by Glassrank ${htmlText(appVersion)} at ${htmlText(exportedAt)}, run ${htmlText(view.runId)}.</p>
</body>
</html>
`;
}

function documentHtml(document: ReportDocument): string {
  const { rank, name, kind, pages, notes, passages } = document;
  const about = [kind, ...(pages === null ? [] : [`${pages} pages`]), readText(document)].join(', ');
  return `<section>
<h2>${rank}. <bdi>${htmlText(name)}</bdi></h2>
<p class="note">${htmlText(about)}</p>
${passages.map(passageHtml).join('\n')}
${notes.map((note) => `<p class="note" dir="auto">${htmlText(note)}</p>`).join('\n')}
</section>`;
}

function passageHtml(passage: ReportPassage): string {
  const { rank, tied, docId, title, quotes, read, unreadWords } = passage;
  const place = placeText(passage);
  const lines = [`<h3 dir="auto">${tied ? '=' : ''}${rank}. ${htmlText(title === '' ? docId : title)}</h3>`];
  if (place !== '') lines.push(`<p class="place" dir="auto">${htmlText(place)}</p>`);
  for (const quote of quotes) lines.push(`<blockquote dir="auto">${htmlText(quote)}</blockquote>`);
  if (read === null) lines.push('<p class="note">Not read by the model.</p>');
  else if (quotes.length === 0)
    lines.push(`<p class="note">Read, and not quoted:</p>\n<p class="excerpt" dir="auto">${htmlText(excerptOf(read))}</p>`);
  if (read !== null && unreadWords > 0) lines.push(`<p class="note">${unreadWords} words of it were not read.</p>`);
  return lines.join('\n');
}

/** Document by document, to be read, sent and printed. */
export const reportHtmlFormat: ExportFormat<'report'> = {
  kind: 'report',
  ending: '-report.html',
  mime: 'text/html',
  needsReplayPage: false,
  write: toReportHtml,
};
