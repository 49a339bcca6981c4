import { useContext, useMemo, useRef, useState } from 'react';
import type { JSX, KeyboardEvent, ReactNode } from 'react';
import { answeringWords } from '../../../core/read/matches.ts';
import { tellingWords } from '../../../core/read/telling.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { TextSpan } from '../../../core/text/spans.ts';
import { useWords } from '../../words/index.ts';
import { WordMatchContext } from './word-match.ts';

/** A word of the query that some passage answers, and in how many it is answered. */
interface AskedWord extends TextSpan {
  readonly passages: number;
}

/** Of a longer list only what was read piece by piece is looked through: the words of a thousand passages would halt the page. */
const LOOKED_THROUGH = 200;

function askedWords(request: RankRequest): readonly AskedWord[] {
  const { candidates, firstStage } = request;
  const passages = new Map<number, number>();
  for (const place of candidates.keys()) {
    if (candidates.length > LOOKED_THROUGH && (firstStage?.late?.matches[place] ?? null) === null) continue;
    const answered = answeringWords(request, place).flatMap(({ answers }) => answers.map(({ from }) => from));
    for (const from of new Set(answered)) passages.set(from, (passages.get(from) ?? 0) + 1);
  }
  return tellingWords(request).flatMap(({ from, to }) => {
    const count = passages.get(from);
    return count === undefined ? [] : [{ from, to, passages: count }];
  });
}

/** Lets rows and the query's words below it light each other up. */
export function WordMatches({ children }: { readonly children: ReactNode }): JSX.Element {
  const [pointed, point] = useState<readonly TextSpan[]>([]);
  const link = useMemo(() => ({ pointed, point }), [pointed]);
  return <WordMatchContext value={link}>{children}</WordMatchContext>;
}

/**
 * The query's words that passages answer, as one stop of the keyboard: arrows go from word to word. The word that has the mouse or the focus is lit up in
 * every passage of the list.
 */
export function QueryWords({ request }: { readonly request: RankRequest }): JSX.Element | null {
  const words = useWords().ranking;
  const { pointed, point } = useContext(WordMatchContext);
  const [stop, setStop] = useState(0);
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const asked = useMemo(() => askedWords(request), [request]);
  if (asked.length === 0) return null;
  const held = Math.min(stop, asked.length - 1);
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    const towards = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const step = { ArrowRight: towards, ArrowLeft: -towards, ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? asked.length - 1 : step === undefined ? null : held + step;
    if (to === null) return;
    event.preventDefault();
    const next = Math.min(asked.length - 1, Math.max(0, to));
    setStop(next);
    buttons.current[next]?.focus();
  };
  return (
    <div className="query-words" role="toolbar" aria-label={words.queryWords} onKeyDown={move} tabIndex={-1}>
      <span className="query-words-name" aria-hidden="true">
        {words.queryWords}
      </span>
      {asked.map((word, place) => {
        const text = request.query.text.slice(word.from, word.to);
        return (
          <button
            key={word.from}
            ref={(button) => {
              buttons.current[place] = button;
            }}
            type="button"
            className="query-word"
            tabIndex={place === held ? 0 : -1}
            aria-label={words.answeredIn(text, word.passages)}
            title={words.answeredIn(text, word.passages)}
            data-lit={pointed.some(({ from }) => from === word.from) || undefined}
            onMouseEnter={() => point([word])}
            onMouseLeave={() => point([])}
            onFocus={() => {
              setStop(place);
              point([word]);
            }}
            onBlur={() => point([])}
          >
            <bdi>{text}</bdi>
          </button>
        );
      })}
    </div>
  );
}
