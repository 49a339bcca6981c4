import { eachLine } from './each-line.ts';
import type { InputProblem } from './input-problem.ts';
import type { Judgements } from './input-reading.ts';

const hint = 'A line of judgements is: qid 0 docid grade, or BEIR’s query-id, corpus-id, score.';

/** Reads the good lines of TREC qrels (four columns) or BEIR's (three, with or without header). Of two grades for one pair the last counts. */
export function readJudgements(text: string, problem: (problem: InputProblem) => void): Judgements {
  const qrels = new Map<string, Map<string, number>>();
  let columns: number | null = null;
  eachLine(text, (row, line) => {
    const fields = row.trim() === '' ? [] : row.trim().split(/\s+/);
    if (fields.length === 0) return;
    if (columns === null) {
      columns = fields.length === 3 ? 3 : 4;
      if (/^query[-_]?id$/i.test(fields[0] ?? '')) return;
    }
    const [qid, docid, grade] = columns === 3 ? fields : [fields[0], fields[2], fields[3]];
    if (fields.length !== columns || qid === undefined || docid === undefined || grade === undefined) {
      const message = `${columns} columns were expected, found ${fields.length}.`;
      problem({ line, column: 1, code: 'wrong-fields', message, hint });
      return;
    }
    if (!/^[-+]?\d{1,9}(?:\.0+)?$/.test(grade)) {
      const message = `The grade ${JSON.stringify(grade.slice(0, 40))} is not a whole number.`;
      problem({ line, column: row.lastIndexOf(grade) + 1, code: 'bad-number', message, hint });
      return;
    }
    let grades = qrels.get(qid);
    if (grades === undefined) qrels.set(qid, (grades = new Map()));
    if (grades.has(docid)) {
      const message = `Query ${qid} judges ${docid} a second time; this one counts.`;
      problem({ line, column: 1, code: 'duplicate', message, hint: 'Take one of the two lines out.' });
    }
    grades.set(docid, Number(grade));
  });
  return qrels;
}
