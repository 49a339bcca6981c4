import { docId } from '../doc-id.ts';
import type { Candidate, RankRequest } from '../rank-request.ts';
import { eachLine } from '../measure/each-line.ts';
import type { InputProblem } from './input-problem.ts';

const hint = 'A line is: qid, pid, query and passage, with tabs between.';

/** Reads MS MARCO's top1000 form, `qid⇥pid⇥query⇥passage`: one request per qid, in the order of the lines. Quotes mean nothing in it. */
export function readTopPassages(text: string, problem: (problem: InputProblem) => void): readonly RankRequest[] {
  const found = new Map<string, { query: string; candidates: Candidate[]; names: Set<string> }>();
  eachLine(text, (row, line) => {
    if (row.trim() === '') return;
    const fields = row.split('\t');
    const [qid = '', pid = '', query = '', passage = ''] = fields;
    if (fields.length !== 4) {
      const column = fields.length < 4 ? row.length + 1 : fields.slice(0, 4).join('\t').length + 2;
      problem({
        line,
        column,
        code: 'wrong-fields',
        message: `Four columns were expected, found ${fields.length}.`,
        facts: { expected: 4, found: fields.length },
        hint,
      });
      return;
    }
    if (qid.trim() === '' || pid.trim() === '') {
      const column = qid.trim() === '' ? 1 : qid.length + 2;
      problem({ line, column, code: 'wrong-fields', message: 'The qid or the pid is empty.', hint });
      return;
    }
    let request = found.get(qid);
    if (request === undefined) found.set(qid, (request = { query: query.trim(), candidates: [], names: new Set() }));
    if (request.names.has(pid)) {
      const message = `Query ${qid} lists ${pid} a second time; the first one counts.`;
      problem({
        line,
        column: qid.length + 2,
        code: 'duplicate',
        message,
        facts: { query: qid, name: pid, counts: 'first' },
        hint: 'Take one of the two lines out.',
      });
      return;
    }
    if (passage.trim() === '') {
      const message = `The passage ${pid} has no text. It is kept.`;
      problem({
        line,
        column: row.length + 1,
        code: 'empty-passage',
        message,
        facts: { name: pid },
        hint: 'Give its text, or take the line out.',
      });
    }
    request.names.add(pid);
    request.candidates.push({ docId: docId(pid.trim()), text: passage.trim() });
  });
  return [...found].map(([id, { query, candidates }]) => ({ query: { id, text: query }, candidates }));
}
