import type { JSX } from 'react';
import { useState } from 'react';
import type { RankedRow } from '../../state/select-ranked-rows.ts';
import { passagePieces } from './passage-pieces.ts';

/** Longer passages are folded; the fold never hides text from copying or find once opened. */
const FOLD_CHARACTERS = 420;

function cutNote(row: RankedRow): string | null {
  if (row.kept === null || !row.kept.cut) return null;
  const words = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length;
  const { text } = row.candidate;
  return `The model read ${words(text.slice(row.kept.keptFrom, row.kept.keptTo))} of ${words(text)} words, the part nearest the query.`;
}

/** The passage: quoted stretches marked, what the model did not read set apart between cut marks. */
export function PassageText({ row }: { readonly row: RankedRow }): JSX.Element {
  const [open, setOpen] = useState(false);
  const { text } = row.candidate;
  const kept = row.kept !== null && row.kept.cut ? { from: row.kept.keptFrom, to: row.kept.keptTo } : null;
  const pieces = passagePieces({ text, kept, quoted: row.quoted });
  const long = text.length > FOLD_CHARACTERS;
  const note = cutNote(row);
  return (
    <>
      <p className={long && !open ? 'passage passage-folded' : 'passage'} dir="auto">
        {pieces.map((piece) => {
          if (!piece.read) {
            return (
              <span key={piece.from} className="unread">
                {piece.text}
              </span>
            );
          }
          return piece.quoted ? <mark key={piece.from}>{piece.text}</mark> : <span key={piece.from}>{piece.text}</span>;
        })}
      </p>
      {long && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fold' : 'Whole passage'}
        </button>
      )}
      {note !== null && <p className="cut-note">{note}</p>}
      {row.kept !== null && row.kept.neutralised > 0 && (
        <p className="cut-note">
          {row.kept.neutralised === 1 ? 'One mark that looks' : `${row.kept.neutralised} marks that look`} like a passage number
          or a control tag {row.kept.neutralised === 1 ? 'was' : 'were'} made harmless in the prompt.
        </p>
      )}
    </>
  );
}
