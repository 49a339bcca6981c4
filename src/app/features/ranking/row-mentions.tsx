import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { useWords } from '../../words/index.ts';
import { PlaceLink } from './place-link.tsx';
import { useRowFold } from './row-folds.ts';

/** Every place of the reasoning that names the passage, each with its sentence. The sentences are cut only while the fold is open. */
export function RowMentions({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useWords().row;
  const { mentions, thoughts, docId } = row;
  const [open, setOpen] = useRowFold(docId, 'mentions');
  if (mentions.length === 0) return null;
  const manyWindows = mentions.some(({ window }) => window !== mentions[0]?.window) || row.earlierWindow !== null;
  return (
    <details className="row-mentions" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.mentions(mentions.length)}</summary>
      {open && (
        <ol>
          {mentions.map(({ window, from, sentence }) => (
            <li key={`${window}.${from}`}>
              <PlaceLink
                docId={docId}
                window={window}
                sentenceFrom={sentence.from}
                focusFrom={from}
                className="link mention"
                hint={words.mentionHint}
              >
                {(thoughts.get(window) ?? '').slice(sentence.from, sentence.to).trim()}
              </PlaceLink>
              {manyWindows && <span className="mention-window"> {words.inWindow(window + 1)}</span>}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}
