import type { JSX } from 'react';
import { useContext, useMemo } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { oncePer } from '../../../core/once.ts';
import { answeringWords } from '../../../core/read/matches.ts';
import type { AnsweringWord } from '../../../core/read/matches.ts';
import type { Candidate, RankRequest } from '../../../core/request.ts';
import { titledText } from '../../../core/request.ts';
import { listIdf, termSpans } from '../../../core/text/terms.ts';
import type { TextSpan } from '../../../core/text/spans.ts';
import { useWords } from '../../words/index.ts';
import { useRowFold } from './row-folds.ts';
import { WordMatchContext } from './word-match.ts';

/** Counting the words of a thousand passages would halt the page; the first of them tell which words are everywhere. */
const SAMPLE = 24;
/** Fewer passages say nothing of what is common. */
const FEW = 8;
/** Half of the sample has the word. */
const COMMON_IDF = Math.log(2);

/** Once for each list of passages, and not by every row of it. */
const weightsOf = oncePer((candidates: readonly Candidate[]): ReadonlyMap<string, number> =>
  candidates.length < FEW ? new Map() : listIdf(candidates.slice(0, SAMPLE).map(titledText)),
);

/**
 * Where a passage has words of the query that tell something: not those that most of the list has ("the", "is"), nor Latin words of three
 * letters or fewer, unless they hold a digit. UTF-16 offsets into the text; in order, not overlapping.
 */
function tellingTerms(request: RankRequest, text: string): readonly TextSpan[] {
  const idf = weightsOf(request.candidates);
  return termSpans(request.query.text, text).filter(
    ({ term }) => !/^\p{Script=Latin}{1,3}$/u.test(term) && (idf.get(term) ?? Number.POSITIVE_INFINITY) > COMMON_IDF,
  );
}

/**
 * Of a passage that was read piece by piece the words of its text that answer a word of the query; of another those that the query has too. `place`: in the
 * request.
 */
function markedWords(request: RankRequest, text: string, place: number): readonly (TextSpan | AnsweringWord)[] {
  const matches = request.firstStage?.late?.matches[place] ?? null;
  if (matches === null) return tellingTerms(request, text);
  return (answeringWords(request)[place] ?? []).filter((word) => word.in === 'text');
}

/**
 * A stretch of a passage: `read` is false where it was cut from the prompt, `quoted` where the thought quotes it, `term` where the query has the word too or
 * is answered by it, which `answering` then tells.
 */
interface PassagePiece {
  readonly from: number;
  readonly text: string;
  readonly read: boolean;
  readonly quoted: boolean;
  readonly term: boolean;
  readonly answering: AnsweringWord | null;
}

/** Cuts a passage at every border of what was kept, what was quoted and what the query has too. The pieces' texts joined are the passage. */
export function passagePieces(passage: {
  readonly text: string;
  readonly kept: TextSpan | null;
  readonly quoted: readonly TextSpan[];
  readonly terms?: readonly (TextSpan | AnsweringWord)[];
}): readonly PassagePiece[] {
  const { text, kept, quoted, terms = [] } = passage;
  const borders = new Set([0, text.length]);
  for (const span of [...(kept === null ? [] : [kept]), ...quoted, ...terms]) {
    borders.add(Math.min(text.length, Math.max(0, span.from)));
    borders.add(Math.min(text.length, Math.max(0, span.to)));
  }
  const sorted = [...borders].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, index) => {
    const to = sorted[index + 1] ?? text.length;
    const inside = (span: TextSpan): boolean => from >= span.from && to <= span.to;
    const term = terms.find(inside);
    return {
      from,
      text: text.slice(from, to),
      read: kept === null || inside(kept),
      quoted: quoted.some(inside),
      term: term !== undefined,
      answering: term !== undefined && 'answers' in term ? term : null,
    };
  });
}

/** Longer passages are folded; the fold never hides text from copying or find once opened. */
const FOLD_CHARACTERS = 420;

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

interface Stretch {
  readonly kind: 'unread' | 'quoted' | 'plain';
  readonly pieces: readonly PassagePiece[];
}

/** Neighbours of one kind as one: a quote is one mark, however many words of the query stand in it. */
function stretchesOf(pieces: readonly PassagePiece[]): readonly Stretch[] {
  const stretches: { kind: Stretch['kind']; pieces: PassagePiece[] }[] = [];
  for (const piece of pieces) {
    const kind = !piece.read ? 'unread' : piece.quoted ? 'quoted' : 'plain';
    const last = stretches.at(-1);
    if (last?.kind === kind) last.pieces.push(piece);
    else stretches.push({ kind, pieces: [piece] });
  }
  return stretches;
}

/** A word that answers one of the query, stronger the more it tells. Pointing at it lights up the query's word, and the other way round. */
function AnsweringTerm({ word, text, query }: { readonly word: AnsweringWord; readonly text: string; readonly query: string }) {
  const words = useWords().row;
  const format = useWords().format;
  const { pointed, point } = useContext(WordMatchContext);
  const [nearest] = word.answers;
  const lit = pointed.some(({ from }) => word.answers.some((answer) => answer.from === from));
  const told = nearest && words.answers(query.slice(nearest.from, nearest.to), format.fixed(nearest.similar, 2));
  return (
    <b
      className={`term term-${word.weight >= 0.6 ? 'strong' : word.weight >= 0.35 ? 'middle' : 'weak'}`}
      data-lit={lit || undefined}
      title={told}
      onMouseEnter={() => point(word.answers)}
      onMouseLeave={() => point([])}
    >
      {text}
    </b>
  );
}

function StretchText({ stretch, query }: { readonly stretch: Stretch; readonly query: string }): JSX.Element {
  const text = stretch.pieces.map((piece) =>
    piece.answering !== null ? (
      <AnsweringTerm key={piece.from} word={piece.answering} text={piece.text} query={query} />
    ) : piece.term ? (
      <b key={piece.from} className="term">
        {piece.text}
      </b>
    ) : (
      piece.text
    ),
  );
  if (stretch.kind === 'quoted') return <mark>{text}</mark>;
  return stretch.kind === 'unread' ? <span className="unread">{text}</span> : <span>{text}</span>;
}

/** The passage: words of the query and quoted stretches marked, what the model did not read set apart. */
export function PassageText({ row }: { readonly row: RankedRow }): JSX.Element {
  const words = useWords().row;
  const [open, setOpen] = useRowFold(row.docId, 'text');
  const { kept, request, quoted } = row;
  const { text } = row.candidate;
  const terms = useMemo(() => markedWords(request, text, row.givenRank - 1), [request, text, row.givenRank]);
  const cut = kept !== null && kept.cut;
  const pieces = passagePieces({
    text,
    kept: cut ? { from: kept.keptFrom, to: kept.keptTo } : null,
    quoted,
    // What the model did not read is no evidence.
    terms: cut ? terms.filter(({ from, to }) => from >= kept.keptFrom && to <= kept.keptTo) : terms,
  });
  const long = text.length > FOLD_CHARACTERS;
  return (
    <>
      <p className={long && !open ? 'passage passage-folded' : 'passage'} dir="auto">
        {stretchesOf(pieces).map((stretch) => (
          <StretchText key={stretch.pieces[0]?.from} stretch={stretch} query={request.query.text} />
        ))}
      </p>
      {long && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.fold : words.unfold}
        </button>
      )}
      {cut && <p className="cut-note">{words.cut(countWords(text.slice(kept.keptFrom, kept.keptTo)), countWords(text))}</p>}
      {kept !== null && kept.neutralised > 0 && <p className="cut-note">{words.neutralised(kept.neutralised)}</p>}
    </>
  );
}
