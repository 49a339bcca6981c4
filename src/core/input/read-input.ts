import { assignRoles } from './assign-roles.ts';
import { cleanText } from './clean-text.ts';
import type { InputChoices, InputFile, InputReading, SourceReading } from './input-reading.ts';
import type { InputProblem } from './input-problem.ts';
import type { InputRemark } from './input-remark.ts';
import { listAlternatives } from './list-alternatives.ts';
import { problemLog } from './problem-log.ts';
import { readFiles } from './files.ts';
import { settleRequests } from './settle-requests.ts';

/**
 * Reads whatever was pasted or dropped (decoded texts, see `decodeText`) into requests, judgements and stored invocations, and says as what.
 * Guesses in this order: JSON, JSON Lines, TREC run, qrels, MS MARCO, table, list, blocks, lines; several files by the role of each. `choices`
 * win over every guess. Never throws and loses nothing: what cannot be read is in `problems` with file, line and column, the rest is kept.
 */
export function readInput(input: { readonly files: readonly InputFile[]; readonly choices?: InputChoices }): InputReading {
  const choices = input.choices ?? {};
  const log = problemLog();
  const problem = (file: string, found: InputProblem): void => log.add(file === '' ? found : { ...found, file });
  const notes: InputRemark[] = [];
  const cleaned: InputFile[] = [];
  for (const { name, text: raw } of input.files) {
    const { text, notes: changed } = cleanText(raw);
    for (const note of changed) notes.push(name === '' ? note : { ...note, file: name });
    if (text.trim() !== '') cleaned.push({ name, text });
    else
      problem(name, { line: 1, column: 1, code: 'empty-input', message: 'There is no text.', hint: 'Paste or drop passages.' });
  }
  if (input.files.length === 0) {
    problem('', { line: 1, column: 1, code: 'empty-input', message: 'There is no text.', hint: 'Paste or drop passages.' });
  }
  const roled = assignRoles(cleaned, choices);
  const active = roled.filter(({ role }) => role !== 'ignored');
  const found: SourceReading =
    active.length === 0 ? { format: 'lines', requests: [] } : readFiles({ files: active, choices, problem });
  if (found.requests.length === 0 && log.total() === 0 && (found.invocations ?? []).length === 0) {
    const hint = 'Choose another way to read it, another role for a file, or another column.';
    problem(active[0]?.name ?? '', { line: 1, column: 1, code: 'no-candidates', message: 'No passages were found.', hint });
  }
  const settled = settleRequests({ requests: found.requests, query: cleanText(choices.query ?? '').text.trim() });
  const { requests } = settled;
  const format = active.length === 0 ? null : found.format;
  const requestIndex = Math.min(Math.max(0, Math.trunc(choices.queryIndex ?? 0)), Math.max(0, requests.length - 1));
  const request = requests[requestIndex] ?? null;
  for (const note of found.notes ?? []) notes.push(note);
  for (const note of settled.notes) notes.push(note);
  const qrels = found.qrels ?? null;
  const unknown = qrels === null ? 0 : requests.filter(({ query }) => !qrels.has(query.id)).length;
  if (unknown > 0) notes.push({ code: 'unknown-queries', count: unknown, message: `Queries without judgements: ${unknown}.` });
  if (choices.queryIndex !== undefined && choices.queryIndex !== requestIndex) {
    notes.push({ code: 'unused-choice', message: 'The chosen query is not in the input; another one is used.' });
  }
  if (choices.format !== undefined && format !== null && choices.format !== format && !namesSame(choices.format, format)) {
    notes.push({ code: 'unused-choice', message: 'The input cannot be read in the chosen format; it is read in another one.' });
  }
  const invocations = found.invocations ?? [];
  return {
    format,
    saidAs: {
      key: requests.length === 0 ? 'nothing' : found.format,
      passages: request?.candidates.length ?? 0,
      allPassages: requests.reduce((sum, { candidates }) => sum + candidates.length, 0),
      queries: requests.length,
      files: active.length,
      judgedQueries: qrels === null ? 0 : requests.length - unknown,
      invocations: invocations.reduce((sum, each) => sum + each.invocations.length, 0),
    },
    requests,
    request,
    requestIndex,
    qrels,
    invocations,
    notes,
    problems: log.problems,
    problemCount: log.total(),
    alternatives: listAlternatives(active, format),
    preview: found.preview ?? null,
    pieces: found.pieces ?? null,
    roles: roled.map(({ name, role }) => ({ name, role })),
  };
}

/** Formats that differ in the number of files only. */
function namesSame(chosen: InputReading['format'], format: InputReading['format']): boolean {
  const collections = ['trec', 'beir', 'ms-marco', 'passages-json'];
  return collections.includes(chosen ?? '') && collections.includes(format ?? '');
}
