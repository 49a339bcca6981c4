import type { RunView, WindowView } from '../log/view.ts';
import { selectPreferences } from '../read/preferences.ts';
import { selectWrittenAfter } from '../read/reading.ts';
import { startingRanking, tiedRanks } from '../ranking.ts';
import type { DocId } from '../request.ts';
import type { ExportFormat } from './format.ts';
import type { RunNote } from './notes.ts';
import { noteText, runNotes } from './notes.ts';

/** Marks that mean something anywhere in a line of GitHub's Markdown, and what stands for them. An entity never begins a structure. */
const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '|': '&#124;',
  '@': '&#64;',
  '#': '&#35;',
  '\\': '\\\\',
  '`': '\\`',
  '*': '\\*',
  _: '\\_',
  '~': '\\~',
  '[': '\\[',
  ']': '\\]',
  '!': '\\!',
  $: '\\$',
};

/** A list, a rule or an underline begins with one of these at a line's start. */
const LINE_START = /^(?:([-+=])|(\d{1,9})([.)]))/u;

/**
 * One line of any text as Markdown that shows exactly this text and can open no structure: no tag, list, heading, table cell or named link (a bare
 * address may be shown as a link to itself). Line breaks become spaces, so what must keep its lines is written with `markdownQuote`.
 */
export function markdownText(text: string): string {
  const marked = text
    .replaceAll(/\r\n|[\r\n]/gu, ' ')
    .replaceAll(/[&<>|@#\\`*_~[\]!$]/gu, (mark) => MARKS[mark] ?? mark)
    // A bare address would take the marks behind it into itself, with what escapes them.
    .replaceAll(/:(?=\/\/)|(?<=mailto|xmpp):/giu, '&#58;')
    .replaceAll(/(?<=www)\./giu, '&#46;');
  return keepBlanks(
    marked.replace(LINE_START, (_, mark: string | undefined, digits: string, dot: string) =>
      mark === undefined ? `${digits}\\${dot}` : `\\${mark}`,
    ),
  );
}

/** White space at a line's ends would be dropped, or taken for an indented code block. */
function keepBlanks(line: string): string {
  return line.replaceAll(/^[ \t]+|[ \t]+$/gu, (blanks) =>
    [...blanks].map((blank) => (blank === '\t' ? '&#9;' : '&#32;')).join(''),
  );
}

/** A text of several lines as one Markdown block quote: every line keeps its own line, and none can leave the quote. */
export function markdownQuote(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/u);
  return lines
    .map((line, index) => {
      if (line.trim() === '') return '>';
      const follows = (lines[index + 1] ?? '').trim() !== '';
      return `> ${markdownText(line)}${follows ? '\\' : ''}`;
    })
    .join('\n');
}

interface MarkdownReport {
  readonly view: RunView;
  readonly appVersion: string;
  /** ISO 8601. */
  readonly exportedAt: string;
  /** The sentence that decided each passage's place, where known. */
  readonly reasons?: ReadonlyMap<DocId, string>;
}

/**
 * The run as a report in GitHub's Markdown: query, what befell the run, settings and model, the ranking as a table, and each window's thought
 * and answer as a quote. All text of query, passages and model is escaped.
 */
export function toMarkdown(report: MarkdownReport): string {
  const { view, appVersion, exportedAt } = report;
  const notes = runNotes(view);
  const sections = [
    '# Glassrank ranking',
    `## Query\n\n${markdownQuote(view.request.query.text)}`,
    `## Outcome\n\n${outcomeWords(view)}\n\n${noteList(notes, 'Nothing was repaired, truncated, left unread or cut.')}`,
    `## Ranking\n\n${rankingTable(report)}`,
    ...preferenceSection(view),
    `## Reasoning\n\nModel text, not a faithful explanation of the order.${writtenAfter(view)}`,
    ...view.windows.map((window) =>
      windowSection(
        window,
        notes.filter((note) => note.window === window.index),
      ),
    ),
    `## Settings and model\n\n${factList(view)}`,
    `Written by Glassrank ${markdownText(appVersion)} at ${markdownText(exportedAt)}, run ${markdownText(view.runId)}.`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function outcomeWords(view: RunView): string {
  const type = view.outcome?.type ?? 'running';
  const seconds = (view.lastAt / 1000).toFixed(1);
  return `${type === 'complete' ? 'Complete' : `Not complete (${type})`} after ${seconds} s: ${view.committed.length} passages.`;
}

function noteList(notes: readonly RunNote[], none: string): string {
  return notes.length === 0 ? none : notes.map((note) => `- ${markdownText(noteText(note))}`).join('\n');
}

function rankingTable({ view, reasons }: MarkdownReport): string {
  const candidates = new Map(view.request.candidates.map((candidate) => [candidate.docId, candidate]));
  const firstRanks = new Map(startingRanking(view.request).map((docId, index) => [docId, index + 1]));
  const ranks = tiedRanks({ order: view.committed, ties: view.ties });
  const decided = reasons !== undefined && reasons.size > 0;
  const cells = ['Rank', 'First stage', 'Passage', 'Title', 'Text', ...(decided ? ['Deciding sentence'] : [])];
  const head = `| ${cells.join(' | ')} |\n| ${cells.map((_, index) => (index < 2 ? '---:' : '---')).join(' | ')} |`;
  const rows = view.committed.map((docId, index) => {
    const candidate = candidates.get(docId);
    const texts = [docId, candidate?.title ?? '', candidate?.text ?? '', ...(decided ? [reasons.get(docId) ?? ''] : [])];
    const rank = ranks.get(docId);
    const place = rank === undefined ? index + 1 : `${rank.tied ? '=' : ''}${rank.rank}`;
    return `| ${[place, firstRanks.get(docId) ?? '', ...texts.map(markdownText)].join(' | ')} |`;
  });
  return [head, ...rows].join('\n');
}

/** What the answers make certain, and the lines of their graph with the window of each; nothing where no places are certified. */
function preferenceSection(view: RunView): readonly string[] {
  const preferences = selectPreferences(view);
  if (preferences === null) return [];
  const { nodes, edges, certified, of } = preferences;
  const named = (node: number): string => (nodes[node]?.docIds ?? []).map(markdownText).join(' = ');
  const rows = edges.map(({ from, to, answers }) => {
    const windows = answers.map(({ window, said }) => `${window + 1}${said ? '' : ' (left out)'}`).join(', ');
    return `| ${named(from)} | ${named(to)} | ${windows} |`;
  });
  const table =
    rows.length === 0 ? [] : [['| Above | Below | By the answer of window |', '| --- | --- | --- |', ...rows].join('\n')];
  const about = `Certified: ${certified} of ${of} places. A line follows from an answer; lines that follow from others are left out. “=” joins what the answers tie.`;
  return [`## Preferences\n\n${about}`, ...table];
}

function callTitle({ index, start, end, question, passages, places, sample }: WindowView): string {
  const where = places === null ? `places ${start + 1} to ${end}` : `places ${places.map((place) => place + 1).join(', ')}`;
  const asked = question === 'order' ? '' : `, asked for ${question} of ${passages.length}`;
  const which = sample === null ? '' : `, sample ${sample.index + 1} of ${sample.of}`;
  return `Window ${index + 1}, ${where}${asked}${which}`;
}

function windowSection(window: WindowView, notes: readonly RunNote[]): string {
  const outcome = window.outcome?.type ?? 'broken off';
  const forced = window.usage?.forcedTokens ?? 0;
  const usage =
    window.usage === null
      ? ''
      : ` ${window.usage.promptTokens} tokens read, ${window.usage.completionTokens} written${forced === 0 ? '' : `, ${forced} of them forced by the form and read in chunks`}.`;
  const key = window.passages.map(({ identifier, docId }) => `\\[${identifier}\\] ${markdownText(docId)}`).join(', ');
  return [
    `### ${callTitle(window)}: ${outcome}`,
    `Passages: ${key}.${usage}`,
    ...readingTable(window),
    ...(notes.length === 0 ? [] : [noteList(notes, '')]),
    window.reasoning.trim() === '' ? 'No thought was written.' : `Thought:\n\n${markdownQuote(window.reasoning)}`,
    window.answer.trim() === '' ? 'No answer was written.' : `Answer:\n\n${markdownQuote(window.answer)}`,
  ].join('\n\n');
}

/** What was read at each passage's end and what the order was made of; nothing where no scores were read. */
function readingTable({ reading, passages }: WindowView): readonly string[] {
  if (reading === null) return [];
  const { fused } = reading;
  const figure = (value: number | undefined): string => (value === undefined ? '' : value.toFixed(3));
  const rows = passages.map(({ identifier, docId }, position) => {
    const score = reading.passages[position]?.score;
    const parts = [score, fused?.instant[position], fused?.reading[position], fused?.fused[position]].map(figure);
    return `| \\[${identifier}\\] | ${markdownText(docId)} | ${parts.join(' | ')} |`;
  });
  const how = reading.from === 'list' ? 'in one go' : 'each passage apart';
  const weight =
    fused === null ? '' : ` Together = instant + ${fused.weight} · reading, in standard deviations over these passages.`;
  return [
    `Read at each passage’s end, ${how}.${weight}`,
    ['| | Passage | Score | Instant | Reading | Together |', '| --- | --- | ---: | ---: | ---: | ---: |', ...rows].join('\n'),
  ];
}

/** Whether what was written after the reading changed the order; nothing where no scores were read. */
function writtenAfter(view: RunView): string {
  const written = selectWrittenAfter(view);
  if (written === null) return '';
  if (written.unwritten) return ' Nothing was written: the reading gives the order.';
  if (written.changed.length === 0) return ' Written after the reading: every answer gives the order that was read.';
  const windows = written.changed.map((window) => window + 1).join(', ');
  return ` Written after the reading; in window ${windows} of ${written.windows} the answer is another order than the one read.`;
}

/** The whole prompt stands in the JSON log; here what tells one method from another. */
function methodFacts({ settings: { method } }: RunView): readonly (readonly [string, string])[] {
  if (method === undefined) return [];
  const { preset, strategy, parser, scaling } = method;
  return [
    ['prompt', `${preset.title} (${preset.id})`],
    ['prompt source', preset.source],
    ['strategy', JSON.stringify(strategy)],
    ['parser of free answers', parser],
    ['scaling', JSON.stringify(scaling)],
  ];
}

function factList(view: RunView): string {
  const facts: readonly (readonly [string, unknown])[] = [
    ...Object.entries(view.model).map(([name, value]) => [`model ${name}`, value] as const),
    ...Object.entries(view.settings).flatMap(([name, value]) => (name === 'method' ? [] : [[name, value] as const])),
    ...methodFacts(view),
    ['first stage', view.request.firstStage?.method ?? 'given'] as const,
  ];
  return facts
    .map(([name, value]) => `- ${markdownText(name)}: ${markdownText(typeof value === 'string' ? value : JSON.stringify(value))}`)
    .join('\n');
}

/** The order, the reasoning and the settings, to be read by people. */
export const markdownFormat: ExportFormat<'markdown'> = {
  kind: 'markdown',
  ending: '.md',
  mime: 'text/markdown',
  needsReplayPage: false,
  write: toMarkdown,
};
