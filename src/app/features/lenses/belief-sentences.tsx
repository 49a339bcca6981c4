import { useEffect, useRef } from 'react';
import type { JSX } from 'react';
import { formatWords } from '../../words/format-catalogue.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { useWords } from '../../words/use-words.ts';

/** The thought that is probed, a numbered sentence or segment each; the one whose column is pointed at is lit, and the other way round. */
export function BeliefSentences({
  texts,
  active,
  changes,
  onActive,
}: {
  /** The first is before any thought, and empty. */
  readonly texts: readonly string[];
  readonly active: number | null;
  readonly changes: readonly number[];
  readonly onActive: (step: number | null) => void;
}): JSX.Element {
  const words = useWords(lensFindingsWords);
  const { number } = useWords(formatWords);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const item = list.current?.querySelector<HTMLElement>('[data-active]');
    // Only the list is scrolled: the page must not jump under the pointer.
    if (item !== null && item !== undefined && list.current !== null) {
      const { scrollTop, clientHeight } = list.current;
      if (item.offsetTop < scrollTop) list.current.scrollTop = item.offsetTop;
      else if (item.offsetTop + item.offsetHeight > scrollTop + clientHeight)
        list.current.scrollTop = item.offsetTop + item.offsetHeight - clientHeight;
    }
  }, [active]);
  return (
    <ol className="belief-sentences" ref={list} tabIndex={0} aria-label={words.strip}>
      {texts.map((text, step) => (
        <li
          key={step}
          data-active={step === active || undefined}
          onMouseEnter={() => onActive(step)}
          onMouseLeave={() => onActive(null)}
        >
          <span className="belief-number">{number(step)}</span>
          <span dir="auto">{step === 0 ? words.beforeThought : text}</span>
          {changes.includes(step) && <span className="tag">{words.changed}</span>}
        </li>
      ))}
    </ol>
  );
}
