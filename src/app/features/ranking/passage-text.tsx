import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import type { RankedRow } from '../../../core/read/rows.ts';
import { rowWords } from '../../words/row-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { passagePieces } from './passage-pieces.ts';
import type { PassagePiece } from './passage-pieces.ts';
import { tellingTerms } from './telling-terms.ts';

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

function StretchText({ stretch }: { readonly stretch: Stretch }): JSX.Element {
  const text = stretch.pieces.map((piece) =>
    piece.term ? (
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
  const words = useWords(rowWords);
  const [open, setOpen] = useState(false);
  const { kept, request, quoted } = row;
  const { text } = row.candidate;
  const terms = useMemo(() => tellingTerms(request, text), [request, text]);
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
          <StretchText key={stretch.pieces[0]?.from} stretch={stretch} />
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
