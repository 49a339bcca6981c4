import { docId } from '../doc-id.ts';
import type { RankRequest } from '../rank-request.ts';
import type { InputProblem } from './input-problem.ts';
import type { InputRemark } from './input-remark.ts';
import { parseBlocks } from './parse-blocks.ts';
import { parseLines } from './parse-lines.ts';
import { parseList } from './parse-list.ts';
import type { PassagePiece } from './passage-piece.ts';
import { placeFinder } from './place-finder.ts';

/** Reads passages without a query: blocks between blank lines, a numbered or bulleted list, or one per line. They are named p1, p2, …. */
export function readPlain(input: {
  readonly text: string;
  readonly format: 'blocks' | 'numbered' | 'lines';
  readonly problem: (problem: InputProblem) => void;
}): { readonly requests: readonly RankRequest[]; readonly notes: readonly InputRemark[] } {
  const { text, format, problem } = input;
  if (format === 'blocks') return { requests: request(parseBlocks(text)), notes: [] };
  if (format === 'lines') return { requests: request(parseLines(text)), notes: [] };
  const { pieces } = parseList(text);
  const { line } = placeFinder(text)(text.search(/\S/u));
  const start = pieces[0]?.line;
  if (start === undefined) {
    const hint = 'Begin each passage with [1], 1. or -, or choose another way to read the text.';
    problem({ line, column: 1, code: 'no-list-marker', message: 'No line begins with a list marker.', hint });
    return { requests: [], notes: [] };
  }
  const message = `What stands before line ${start} has no list marker and was left out.`;
  return { requests: request(pieces), notes: start === line ? [] : [{ code: 'before-list', count: start, message }] };
}

function request(pieces: readonly PassagePiece[]): readonly RankRequest[] {
  const candidates = pieces.map(({ text }, index) => ({ docId: docId(`p${index + 1}`), text }));
  return candidates.length === 0 ? [] : [{ query: { id: 'q1', text: '' }, candidates }];
}
