import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { logs as logWords } from '../../app/words/en/logs.ts';
import { problems as problemWords } from '../../app/words/en/problems.ts';
import { readDropped } from '../../core/input/dropped.ts';
import type { DropProblem, DroppedText } from '../../core/input/dropped.ts';
import { ENCODINGS, isGuessed } from '../../core/input/encodings.ts';
import { readInput } from '../../core/input/input.ts';
import type { InputProblem } from '../../core/input/problems.ts';
import type { InputReading } from '../../core/input/reading.ts';
import type { RankRequest } from '../../core/request.ts';
import type { StandardInput } from '../world.ts';
import { UsageError } from '../world.ts';
import type { RerankOptions } from './options.ts';

/** What was read, and in what way that the person should know of. */
export interface RerankSource {
  /** Every one with a query and at least one passage. */
  readonly requests: readonly RankRequest[];
  readonly notes: readonly string[];
  /** What could not be read. */
  readonly problems: readonly string[];
}

type Asked = Pick<RerankOptions, 'inputs' | 'query' | 'readAs' | 'encoding' | 'queries' | 'depth'>;

/** Reads files, folders (every file below, in the order of the names) or standard input as the page reads what is dropped on it. Rejects with a UsageError where nothing can be ranked. */
export async function readSource(asked: Asked, input: StandardInput): Promise<RerankSource> {
  const bytes = await readBytes(asked.inputs, input);
  const dropped = readDropped(bytes.map((file) => ({ ...file, encoding: asked.encoding ?? undefined })));
  const choices = {
    ...(asked.query === null ? {} : { query: asked.query }),
    ...(asked.readAs === null ? {} : { format: asked.readAs }),
  };
  const onlyLogs = dropped.files.length === 0 && dropped.logs.length > 0;
  const reading = onlyLogs ? null : readInput({ files: dropped.files, choices });
  const logged = dropped.logs.flatMap(({ file: { events } }) => (events[0]?.type === 'run-start' ? [events[0].request] : []));
  const found = [...(reading?.requests ?? []), ...logged.map(({ query, candidates }) => ({ query, candidates }))];
  const problems = [
    ...dropped.notices.map(noticeInEnglish),
    ...(reading === null ? [] : [...reading.problems.map(problemInEnglish), ...unsaid(reading)]),
  ];
  const nothing = (what: string): never => {
    throw new UsageError([...problems, what].join('\n'));
  };
  if (found.length === 0) nothing(`There is nothing to rank.${reading === null ? '' : triedAs(reading)}`);
  const chosen = found.slice(0, asked.queries ?? found.length);
  const nameless = chosen.find(({ query }) => query.text.trim() === '');
  if (nameless !== undefined)
    nothing(
      (asked.query ?? '').trim() === '' && chosen.length === 1
        ? 'The passages have no query. Add it: --query "…"'
        : `The query ${nameless.query.id} has no text. Add its text to the queries.`,
    );
  const empty = chosen.find(({ candidates }) => candidates.length === 0);
  if (empty !== undefined) nothing(`The query ${empty.query.id} has no passages. Add its passages, or take it out.`);
  const others = asked.query !== null && chosen.every(({ query }) => query.text !== asked.query?.trim());
  return {
    requests: chosen,
    notes: [
      ...(asked.encoding === null ? dropped.files.flatMap(encodingInEnglish) : []),
      ...(reading === null ? [] : readInEnglish(reading)),
      ...(others ? ['--query is not used: the input has its own.'] : []),
      ...(reading !== null && logged.length > 0 ? [`Requests taken from run logs: ${logged.length}.`] : []),
    ],
    problems,
  };
}

async function readBytes(
  inputs: readonly string[],
  input: StandardInput,
): Promise<readonly { name: string; bytes: Uint8Array }[]> {
  if (inputs.length === 0 || (inputs.length === 1 && inputs[0] === '-')) {
    if (inputs.length === 0 && input.isTerminal)
      throw new UsageError(
        'There is nothing to read: name files or folders, or pipe passages in. (- reads what you type, until Ctrl-D.)',
      );
    return [{ name: '', bytes: await input.read() }];
  }
  const files = inputs.flatMap((name) => filesOf(name));
  if (files.length === 0) throw new UsageError(`There is no file in ${inputs.join(', ')}.`);
  return files.map(({ name, file }) => {
    try {
      return { name, bytes: readFileSync(file) };
    } catch (error) {
      throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

/** A file, or the files below a folder, hidden ones left out. A folder's are called by their way from it, as when it is dropped on the page. */
function filesOf(name: string): readonly { readonly name: string; readonly file: string }[] {
  if (!existsSync(name)) throw new UsageError(`There is no file or folder ${name}.`);
  if (!statSync(name).isDirectory()) return [{ name: path.basename(name), file: name }];
  return readdirSync(name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !path
          .relative(name, file)
          .split(path.sep)
          .some((part) => part.startsWith('.')),
    )
    .toSorted()
    .map((file) => ({ name: path.relative(name, file).split(path.sep).join('/'), file }));
}

const FORMATS = {
  blocks: 'blocks between blank lines',
  numbered: 'a numbered list',
  lines: 'one passage per line',
  'rank-llm-json': 'RankLLM JSON',
  'rank-llm-jsonl': 'RankLLM JSON Lines',
  'rank-llm-invocations': 'RankLLM invocations',
  'passages-json': 'JSON passages',
  trec: 'a TREC run with its corpus',
  beir: 'a BEIR collection',
  'ms-marco': 'MS MARCO TSV',
  table: 'a table (CSV or TSV)',
  document: 'one document, cut into passages',
  documents: 'documents, cut into passages',
  files: 'one passage per file',
} satisfies Record<NonNullable<InputReading['format']>, string>;

function readInEnglish({ format, saidAs, notes }: InputReading): readonly string[] {
  const { queries, allPassages } = saidAs;
  const read =
    format === null
      ? []
      : [`Read as ${FORMATS[format]}: ${count(queries, 'query', 'queries')}, ${count(allPassages, 'passage', 'passages')}.`];
  return [...read, ...notes.map((note) => `${note.file === undefined ? '' : `${note.file}: `}${problemWords.remark(note)}`)];
}

function triedAs({ format, alternatives }: InputReading): string {
  if (format === null) return '';
  const others = alternatives.length === 0 ? '' : ` --read-as can be: ${alternatives.join(', ')}.`;
  return ` It was read as ${FORMATS[format]}.${others}`;
}

function problemInEnglish({ file, line, column, ...fault }: InputProblem): string {
  const where = problemWords.place({ file: file ?? null, line: String(line), column: String(column) });
  const { what, next } = problemWords.problem(fault);
  return `${where}: ${what} ${next}`;
}

/** Problems beyond those that the reading lists. */
function unsaid({ problems, problemCount }: InputReading): readonly string[] {
  return problemCount > problems.length ? [`and ${problemCount - problems.length} more problems`] : [];
}

/** In what encoding a file was read that does not say its own. */
function encodingInEnglish({ name, encoding }: DroppedText): readonly string[] {
  if (!isGuessed(encoding)) return [];
  const file = name === '' ? 'standard input' : name;
  return [`${file}: read as ${ENCODINGS[encoding]}, by what it looks like. --encoding names another.`];
}

function noticeInEnglish(notice: DropProblem): string {
  const name = notice.name === '' ? 'standard input' : notice.name;
  switch (notice.type) {
    case 'empty':
      return `${name} has no text.`;
    case 'packed':
      return `${name} cannot be unpacked: it is damaged, or packed in another way than gzip or zip. Unpack it first.`;
    case 'not-text':
      return `${name} is no text. Give plain text, CSV or JSON.`;
    case 'too-large':
      return `${name} has ${notice.mebibytes} MiB: more than can be held as one text. Cut it into files below 500 MiB.`;
    case 'broken-bytes':
      return `${name} holds ${notice.count} broken characters: each is read as �.`;
    case 'log':
      return `${name}, line ${notice.problem.line}, column ${notice.problem.column}: ${logWords.note(notice.problem)}`;
  }
}

function count(number: number, one: string, other: string): string {
  return `${number} ${number === 1 ? one : other}`;
}
