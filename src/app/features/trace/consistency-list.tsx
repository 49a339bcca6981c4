import { useRef, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import type { DocId } from '../../../core/request.ts';
import type { WindowView } from '../../../core/log/view.ts';
import type { WindowConsistency } from '../../../core/read/trace.ts';
import { useStageWords } from '../../words/stage.ts';
import type { StageWords } from '../../words/stage.ts';
import { FilledText } from './filled-text.tsx';
import { PassageChip } from './passage-chip.tsx';
import { showSentence } from './reveal.ts';

/** A model that contradicts itself does so often: the list stays short until it is asked for. */
const SHOWN_AT_FIRST = 5;

interface ConsistencyListProps {
  readonly window: WindowView;
  readonly report: WindowConsistency;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

interface Finding {
  readonly key: string;
  readonly text: string;
  readonly parts: Readonly<Record<string, number>>;
  /** Sentences of the thought it comes from, the telling one first. */
  readonly sentences: readonly number[];
}

function findingsOf(
  report: WindowConsistency,
  { window, words }: { window: WindowView; words: StageWords['trace'] },
): readonly Finding[] {
  return [
    ...report.contradictions.map(({ better, worse, sentence, with: earlier }) => ({
      key: `pair ${better} ${worse}`,
      text: report.answered ? words.contradiction : words.contradictionUnread,
      parts: { better, worse },
      sentences: [sentence.from, ...(earlier === null || earlier.from === sentence.from ? [] : [earlier.from])],
    })),
    ...report.concludedNotAnswered.map((passage) => ({
      key: `concluded ${passage}`,
      text: report.answered ? words.concluded : words.concludedUnread,
      parts: { passage },
      sentences: [],
    })),
    ...report.movedUnmentioned.map(({ identifier, from, to }) => ({
      key: `moved ${identifier}`,
      text: words.moved({ from: window.start + from + 1, to: window.start + to + 1 }),
      parts: { passage: identifier },
      sentences: [],
    })),
  ];
}

/** Where the order that a window committed does not fit its own thought, each with the sentence it was read from. */
export function ConsistencyList({ window, report, labelOf }: ConsistencyListProps): JSX.Element {
  const words = useStageWords().trace;
  const root = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const findings = findingsOf(report, { window, words });
  const shown = all ? findings : findings.slice(0, SHOWN_AT_FIRST);
  const chip = (identifier: number): ReactNode => {
    const docId = window.passages[identifier - 1]?.docId;
    const docIds = docId === undefined ? [] : [docId];
    return <PassageChip text={`[${identifier}]`} docIds={docIds} label={labelOf(docIds)} />;
  };
  const show = (from: number): void => {
    const page = root.current?.closest('.window-trace');
    if (page !== null && page !== undefined) showSentence({ root: page, window: window.index, from });
  };
  const { preferences } = report;
  const fits = preferences === 0 ? words.nothingToCheck : (report.answered ? words.agrees : words.agreesUnread)(preferences);
  return (
    <div className="consistency" ref={root}>
      <h3>{words.consistency}</h3>
      {report.contradictions.length === 0 && <p>{fits}</p>}
      {findings.length > 0 && (
        <ul>
          {shown.map(({ key, text, parts, sentences }) => (
            <li key={key}>
              <FilledText
                text={text}
                parts={Object.fromEntries(Object.entries(parts).map(([name, identifier]) => [name, chip(identifier)]))}
              />
              {sentences.map((from, place) => (
                <button key={from} type="button" className="link" onClick={() => show(from)}>
                  {place === 0 ? words.showSentence : words.showEarlier}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
      {findings.length > SHOWN_AT_FIRST && (
        <button type="button" className="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.fewer : words.more(findings.length - SHOWN_AT_FIRST)}
        </button>
      )}
      {preferences > 0 && <p className="hint">{words.caveat}</p>}
    </div>
  );
}
