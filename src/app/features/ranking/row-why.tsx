import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { useWords } from '../../words/index.ts';
import { PlaceLink } from './place-link.tsx';

/** One line for a list that is watched: the sentence that decided the passage's place; before there is one, how far it has come. Always there, so that nothing moves when it comes. */
export function RowReason({ row }: { readonly row: RankedRow }): JSX.Element {
  const words = useWords().row;
  const { why, docId, reading, standing } = row;
  if (why.type === 'decided') {
    const { decision } = why;
    return (
      <p className="row-reason">
        <PlaceLink
          docId={docId}
          window={decision.window}
          sentenceFrom={decision.from}
          focusFrom={decision.from}
          className="link why-sentence"
          hint={words.whyHint}
        >
          {decision.text}
        </PlaceLink>
      </p>
    );
  }
  const read = reading !== null && reading.state !== 'whole' ? words.reading[reading.state] : null;
  return (
    <p className="row-reason row-reason-none">{why.type === 'unread' ? words.standings[standing] : (read ?? words[why.type])}</p>
  );
}

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
