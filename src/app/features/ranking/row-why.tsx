import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { useWords } from '../../words/index.ts';
import { PlaceLink } from './place-link.tsx';

/** The sentence of the trace that decided where the passage went, or that there is none. */
export function RowWhy({ row }: { readonly row: RankedRow }): JSX.Element | null {
  const words = useWords().row;
  const { why, docId } = row;
  // While passages are read for their scores nothing is written: that the reasoning has not come to one says nothing.
  const beingRead = row.reading !== null && row.reading.state !== 'whole';
  if (why.type === 'unread' || (why.type === 'pending' && beingRead)) return null;
  if (why.type !== 'decided') return <p className="row-why row-why-none">{words[why.type]}</p>;
  const { decision } = why;
  // A window that still thinks may yet come to it.
  const open = row.standing === 'judging' || row.standing === 'tentative';
  const named = row.mentions.find(({ window, sentence }) => window === decision.window && sentence.from === decision.from);
  return (
    <p className="row-why">
      <span className="why-name">{words.why}</span>{' '}
      <PlaceLink
        docId={docId}
        window={decision.window}
        sentenceFrom={decision.from}
        focusFrom={named?.from ?? decision.from}
        className="link why-sentence"
        hint={words.whyHint}
      >
        {decision.text}
      </PlaceLink>{' '}
      <span className="why-by">
        {words.by[decision.by]}
        {!decision.latest && ` (${open ? words.inWindow(decision.window + 1) : words.earlier(decision.window + 1)})`}
      </span>
    </p>
  );
}
