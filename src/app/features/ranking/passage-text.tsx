import type { JSX } from 'react';
import { use, useContext } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { answeringWords } from '../../../core/read/matches.ts';
import type { AnsweringWord } from '../../../core/read/matches.ts';
import { LookContext } from '../../shell/look.ts';
import { OpenDocumentContext } from '../reader/open-context.ts';
import { useWords } from '../../words/index.ts';
import { passagePieces, stretchesOf } from './passage-pieces.ts';
import type { PassagePiece, Stretch } from './passage-pieces.ts';
import { useRowFold } from './row-folds.ts';
import { WordMatchContext } from './word-match.ts';

/** Longer passages are folded; the fold never hides text from copying or find once opened. */
const FOLD_CHARACTERS = 420;
/** In a list that is watched: about two lines, and beside a title one. */
const WATCHED_CHARACTERS = 110;
const WATCHED_UNDER_TITLE = 60;

const countWords = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;

/** A word that answers one of the query, stronger the more it tells. Pointing at it lights up the query's word, and the other way round. */
function AnsweringTerm({ word, text, query }: { readonly word: AnsweringWord; readonly text: string; readonly query: string }) {
  const words = useWords().row;
  const format = useWords().format;
  const { pointed, point } = useContext(WordMatchContext);
  const [nearest] = word.answers;
  const lit = pointed.some(({ from }) => word.answers.some((answer) => answer.from === from));
  const told =
    nearest &&
    words.answers(query.slice(nearest.from, nearest.to), nearest.similar === null ? null : format.fixed(nearest.similar, 2));
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

interface PiecesProps {
  readonly pieces: readonly PassagePiece[];
  readonly query: string;
}

function Pieces({ pieces, query }: PiecesProps): JSX.Element {
  return (
    <>
      {pieces.map(({ answering, from, text }) =>
        answering === null ? text : <AnsweringTerm key={from} word={answering} text={text} query={query} />,
      )}
    </>
  );
}

function StretchText({ stretch, query }: { readonly stretch: Stretch; readonly query: string }): JSX.Element {
  const text = <Pieces pieces={stretch.pieces} query={query} />;
  if (stretch.kind === 'quoted') return <mark>{text}</mark>;
  return stretch.kind === 'unread' ? <span className="unread">{text}</span> : <span>{text}</span>;
}

/** The passage's title, words that answer the query marked as in its text; nothing where it has none. The title of a document's passage opens the document there. */
export function PassageTitle({ row: { candidate, request, givenRank } }: { readonly row: RankedRow }): JSX.Element | null {
  const hint = useWords().row.openHint;
  const open = use(OpenDocumentContext);
  const { title, document: name, docId } = candidate;
  if (title === undefined) return null;
  const words = answeringWords(request, givenRank - 1).filter((word) => word.in === 'title');
  const pieces = <Pieces pieces={passagePieces({ text: title, kept: null, quoted: [], words })} query={request.query.text} />;
  return (
    <h3 className="row-title" dir="auto">
      {open === null || name === undefined ? (
        pieces
      ) : (
        <button type="button" className="row-open" title={hint} onClick={() => open({ name, docId })}>
          {pieces}
        </button>
      )}
    </h3>
  );
}

/** The passage: words that answer the query and quoted stretches marked, what the model did not read set apart. */
export function PassageText({ row }: { readonly row: RankedRow }): JSX.Element {
  const words = useWords().row;
  const watched = use(LookContext) === 'watch';
  const [open, setOpen] = useRowFold(row.docId, 'text');
  const { kept, request, quoted } = row;
  const { text } = row.candidate;
  const cut = kept !== null && kept.cut;
  const pieces = passagePieces({
    text,
    kept: cut ? { from: kept.keptFrom, to: kept.keptTo } : null,
    quoted,
    words: answeringWords(request, row.givenRank - 1).filter(
      // What the model did not read is no evidence.
      (word) => word.in === 'text' && !(cut && (word.from < kept.keptFrom || word.to > kept.keptTo)),
    ),
  });
  const title = row.candidate.title !== undefined;
  const most = !watched ? FOLD_CHARACTERS : title ? WATCHED_UNDER_TITLE : WATCHED_CHARACTERS;
  const long = text.length > most;
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
