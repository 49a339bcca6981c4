import type { FileRole, SourceFormat } from '../../../core/input/reading.ts';
import type { InputNotice } from '../../features/input/slice.ts';
import { counted, format } from './format.ts';
import { logs } from './logs.ts';
import type { ToldProblem } from './logs.ts';

const inputCounts = {
  characters: counted({ one: '# character', other: '# characters' }),
  lines: counted({ one: '# line', other: '# lines' }),
};

/** The input panel: query, passages, files, and what to do with them. */
export const input = {
  title: 'Query and passages',
  query: 'Query',
  queryPlaceholder: 'What should the best passage answer?',
  passages: 'Passages',
  passagesHint: 'in the order you have them: blocks, a list, one per line, a table, JSON, or one long document',
  passagesPlaceholder: 'Paste passages, or drop files anywhere on the page.',
  openFiles: 'Open files',
  openFolder: 'Open a folder',
  clear: 'Clear',
  bringBack: 'Bring back the text before',
  dropHere: 'Drop the files to read them. A saved log is opened as a replay.',
  filesFrom: (names: readonly string[]): string =>
    names.length === 1 ? `File: ${names[0] ?? ''}` : `Files: ${names.join(', ')}`,
  fileRole: (name: string) => `What ${name} is`,
  removeFile: (name: string) => `Take out ${name}`,
  characters: inputCounts.characters,
  lines: inputCounts.lines,
  hugeText: (characters: string, lines: string) => `${characters} in ${lines}. All of it is read; here is how it begins.`,
  editHuge: 'Edit the whole text (may be slow)',
  more: (count: string) => `and ${count} more`,
  editInput: 'Edit the input',
  showInput: 'Show the input',
};

const whole = ({ what, next }: ToldProblem): string => `${what} ${next}`;

/** Why something that was to be opened is not, or what was read otherwise than it stands. */
export const inputNotices = {
  notice: (notice: InputNotice): string => {
    switch (notice.type) {
      case 'sample':
        return `The sample could not be read (${notice.detail}). Your text is untouched.`;
      case 'unreadable':
        return `“${notice.name}” can’t be read (${notice.detail}). It may have been moved or changed; choose it again. Your text is untouched.`;
      case 'empty':
        return `“${notice.name}” has no text. Your text is untouched.`;
      case 'packed':
        return `“${notice.name}” cannot be unpacked: it is damaged, or packed in another way than gzip or zip. Unpack it and drop what is in it.`;
      case 'not-text':
        return `“${notice.name}” is no text. Save it as plain text, CSV or JSON and drop it again. Your text is untouched.`;
      case 'too-large':
        return `“${notice.name}” cannot be read: it has ${format.number(notice.mebibytes)} MiB, more than a browser can hold as one text. Cut it into files below 500 MiB.`;
      case 'broken-bytes':
        return `“${notice.name}” holds ${format.number(notice.count)} broken characters: each is read as �.`;
      case 'log':
        return `“${notice.name}”, line ${notice.problem.line}, column ${notice.problem.column}: ${logs.note(notice.problem)}`;
      case 'log-while-running':
        return `“${notice.name}” holds a run. Stop the run on stage first, then drop it again.`;
      case 'link':
        return `The shared link cannot be opened. ${whole(logs.link(notice.problem))}`;
      case 'invocations':
        return {
          'no-prompts': 'This run cannot be replayed: a stored prompt holds no numbered passages.',
          unmatched: 'This run cannot be replayed: a passage of a prompt is none of the candidates, or several.',
          'no-order': 'This run cannot be replayed: its windows do not fit into one list.',
        }[notice.reason];
    }
  },
  dismiss: 'Dismiss',
};

type MappedColumn = 'text' | 'title' | 'id' | 'score' | 'query' | 'queryId' | 'grade';

/** What was made of the input, and how that can be changed. */
export const reading = {
  formats: {
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
  } satisfies Record<SourceFormat, string>,
  roles: {
    requests: 'requests',
    invocations: 'model calls',
    documents: 'passages or queries',
    corpus: 'passages',
    queries: 'queries',
    run: 'first-stage run',
    qrels: 'judgements',
    top1000: 'queries with passages',
    table: 'table',
    text: 'text',
    ignored: 'not read',
  } satisfies Record<FileRole, string>,
  columns: {
    text: 'Passage',
    title: 'Title',
    id: 'Document id',
    score: 'Score',
    query: 'Query',
    queryId: 'Query id',
    grade: 'Judgement',
  } satisfies Record<MappedColumn, string>,
};

const sourceCounts = {
  queries: counted({ one: '# query', other: '# queries' }),
  rows: counted({ one: '# row', other: '# rows' }),
  calls: counted({ one: '# model call', other: '# model calls' }),
};

/** How the input was read, and the choices about it: format, query, columns of a table, cutting of a document. */
export const source = {
  readAs: 'Read as',
  guess: 'Guess',
  guessed: (format: string) => `Guess: ${format}`,
  manyQueries: (queries: string, passages: string) => `${queries}, ${passages} in all`,
  queries: sourceCounts.queries,
  queryPicker: 'Query in use',
  queryOf: (place: string, count: string) => `${place} of ${count}`,
  pastedQuery: 'The paste has its own query:',
  useIt: 'Use it',
  judged: (queries: string) => `Judgements found for ${queries}: the run is measured against them.`,
  invocations: sourceCounts.calls,
  replayInvocations: 'Replay this run made elsewhere',
  tableTitle: 'Columns of the table',
  tableRows: sourceCounts.rows,
  header: 'The first row holds names',
  delimiter: 'Columns are parted by',
  delimiters: { '\t': 'tab', ',': 'comma', ';': 'semicolon', '|': 'bar' },
  noColumn: 'none',
  column: (place: string) => `Column ${place}`,
  cutTitle: 'How the document is cut',
  cutWords: 'Words in a passage, at most',
  cutOverlap: 'Words repeated from the passage before',
  cutPiece: ({ name, line, words }: { readonly name: string; readonly line: string; readonly words: string }) =>
    `${name}, from line ${line}, ${words}`,
  cutRepeated: 'marked: repeated from the passage before',
};

const sampleTitles: Record<string, { readonly title: string; readonly about: string }> = {
  kettle: { title: 'A plain case', about: 'The passage that answers stands third. Watch it move up.' },
  cheat: {
    title: 'A passage that cheats',
    about: 'It stands first, and orders the model to keep it there. Watch it fall to the end.',
  },
  correction: {
    title: 'A wrong first order',
    about: 'By shared words another passage stands first. The model reads, and puts it right.',
  },
  letter: { title: 'A private letter', about: 'The kind of text you would not paste into someone else’s server.' },
  bees: {
    title: 'Other words',
    about: 'The answer shares no telling word with the question. A model this small falls for the words: see how.',
  },
};

/** The samples that come with the page. */
export const samples = {
  samplesLead: 'Start with a sample, or write your own below.',
  samples: 'Samples',
  sampleTitles: sampleTitles,
};
