import type { LineProblem } from '../core/measure/rows.ts';
import { parseQrels } from '../core/measure/qrels.ts';
import type { Qrels } from '../core/measure/qrels.ts';
import { parseTrecRun } from '../core/measure/trec-run.ts';
import type { RunRow } from '../core/measure/trec-run.ts';
import type { Result } from '../core/request.ts';

/** A query's text and its whole first-stage list, best first. */
export interface TopicList {
  readonly text: string;
  readonly rows: readonly RunRow[];
}

export interface EvaluationCollection {
  /** Of the chosen queries, and where all were chosen also of judged ones without a text, which count as 0 (trec_eval -c). */
  readonly qrels: Qrels;
  /** qid → list, of the chosen queries that the run has, in the order of the queries' file. */
  readonly lists: ReadonlyMap<string, TopicList>;
  /** What the files lack, in words. */
  readonly notes: readonly string[];
}

/** The first `count` judged queries, all of them where it is null. Problems name the file and its lines. */
export function evaluationCollection(
  files: { readonly queries: string; readonly qrels: string; readonly run: string },
  count: number | null,
): Result<EvaluationCollection, string> {
  const run = parseTrecRun(files.run);
  const judged = parseQrels(files.qrels);
  const queries = parseQueries(files.queries);
  if (!run.ok) return { ok: false, error: describeProblems('the run', run.error) };
  if (!judged.ok) return { ok: false, error: describeProblems('the qrels', judged.error) };
  if (!queries.ok) return queries;
  const askable = [...queries.value].filter(([qid]) => judged.value.has(qid));
  const chosen = askable.slice(0, count ?? askable.length);
  const nameless = [...judged.value.keys()].filter((qid) => !queries.value.has(qid));
  const counted = new Set([...chosen.map(([qid]) => qid), ...(chosen.length === askable.length ? nameless : [])]);
  const lists = new Map(
    chosen.flatMap(([qid, text]) => {
      const rows = run.value.get(qid);
      return rows === undefined ? [] : [[qid, { text, rows }] as const];
    }),
  );
  const unlisted = chosen.length - lists.size;
  const notes = [
    ...(nameless.length > 0 ? [`Judged queries without a text: ${nameless.length}, such as ${nameless[0]}.`] : []),
    ...(unlisted > 0 ? [`Queries without a list in the run, which count as 0: ${unlisted}.`] : []),
  ];
  return { ok: true, value: { qrels: new Map([...judged.value].filter(([qid]) => counted.has(qid))), lists, notes } };
}

/** qid → text, from BEIR's queries.jsonl or lines of qid, tab, text. */
function parseQueries(text: string): Result<ReadonlyMap<string, string>, string> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const isJson =
    lines
      .find((line) => line.trim() !== '')
      ?.trimStart()
      .startsWith('{') === true;
  const queries = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const query = isJson ? fromJson(line) : fromTabs(line);
    if (query === null) {
      const form = isJson ? '{"_id": …, "text": …}' : 'a name, a tab and a text';
      return { ok: false, error: `line ${index + 1} of the queries is not ${form}` };
    }
    queries.set(...query);
  }
  return { ok: true, value: queries };
}

function fromTabs(line: string): readonly [string, string] | null {
  const at = line.indexOf('\t');
  return at < 1 ? null : [line.slice(0, at), line.slice(at + 1)];
}

function fromJson(line: string): readonly [string, string] | null {
  try {
    const { _id: qid, text } = Object(JSON.parse(line)) as Readonly<Record<string, unknown>>;
    return typeof qid === 'string' && typeof text === 'string' ? [qid, text] : null;
  } catch {
    return null;
  }
}

function describeProblems(what: string, problems: readonly LineProblem[]): string {
  const shown = problems.slice(0, 5).map(({ line, message }) => `line ${line}: ${message}`);
  return `${what} cannot be read: ${shown.join('; ')}${problems.length > 5 ? `; and ${problems.length - 5} more` : ''}`;
}
