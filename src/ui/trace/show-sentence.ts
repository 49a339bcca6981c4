import { revealElement } from './reveal-element.ts';

/** Brings the sentence at offset `from` of a window's thought into view and focuses it. False: it is not on the page. */
export function showSentence({
  root,
  window,
  from,
}: {
  readonly root: ParentNode;
  readonly window: number;
  readonly from: number;
}): boolean {
  const sentence = root.querySelector(`[data-trace-at="${window}.${from}"]`);
  revealElement(sentence, true);
  return sentence !== null;
}
