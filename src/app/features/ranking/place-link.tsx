import { useContext } from 'react';
import type { JSX, ReactNode } from 'react';
import type { DocId } from '../../../core/request.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { showSentence } from '../trace/reveal.ts';

const NAME = 'glassrank-sentence';

/**
 * Paints a sentence of the trace while something that leads to it is pointed at; null lets go. By a highlight of the browser, so that no
 * element of another view is touched; a browser without them paints nothing.
 */
function lightSentence(place: { readonly window: number; readonly from: number } | null): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(NAME);
  if (place === null) return;
  const sentence = document.querySelector(`[data-trace-at="${place.window}.${place.from}"]`);
  if (sentence === null) return;
  const range = document.createRange();
  range.selectNodeContents(sentence);
  CSS.highlights.set(NAME, new Highlight(range));
}

interface PlaceLinkProps {
  readonly docId: DocId;
  readonly window: number;
  /** UTF-16 offset of the sentence in that window's thought, and of what is to get the focus: the mention in it, or the sentence. */
  readonly sentenceFrom: number;
  readonly focusFrom: number;
  readonly className: string;
  readonly hint: string;
  readonly children: ReactNode;
}

/** Leads to a place in the trace. Hover and focus light up its sentence and its passage; click goes there. */
export function PlaceLink(props: PlaceLinkProps): JSX.Element {
  const { docId, window, sentenceFrom, focusFrom, className, hint, children } = props;
  const { point, showMention } = useContext(HighlightContext);
  const light = (): void => {
    point([docId]);
    lightSentence({ window, from: sentenceFrom });
  };
  const letGo = (): void => lightSentence(null);
  const show = (): void => {
    const root = document;
    if (showSentence({ root, window, from: focusFrom }) || showSentence({ root, window, from: sentenceFrom })) point([docId]);
    else showMention(docId);
    lightSentence({ window, from: sentenceFrom });
  };
  return (
    <button
      type="button"
      className={className}
      title={hint}
      dir="auto"
      onMouseEnter={light}
      onMouseLeave={letGo}
      onFocus={light}
      onBlur={() => {
        point([]);
        letGo();
      }}
      onClick={show}
    >
      {children}
    </button>
  );
}
