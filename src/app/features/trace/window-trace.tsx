import { memo, use, useContext, useId, useRef } from 'react';
import type { JSX, MemoExoticComponent } from 'react';
import type { WindowView } from '../../../core/log/view.ts';
import { selectCall } from '../../../core/read/calls.ts';
import type { ReadingRules } from '../../../core/read/calls.ts';
import { selectConsistency } from '../../../core/read/trace.ts';
import type { DocId } from '../../../core/request.ts';
import { answerText } from '../../../core/trace/split.ts';
import { LookContext } from '../../shell/look.ts';
import { useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import type { Words } from '../../words/index.ts';
import { CertifiedLine } from './certified-line.tsx';
import { ConsistencyList } from './consistency-list.tsx';
import { useFold, usePrinting } from './folding.ts';
import { DRAWN } from './drawn-part.ts';
import { FusedTable } from './fused-table.tsx';
import { LikelihoodStrip } from './likelihood-strip.tsx';
import { ChipLabelContext, PassageChip } from './passage-chip.tsx';
import { CallNames } from './passage-names.tsx';
import { ReadingStrip } from './reading-strip.tsx';
import { ReadingsFold } from './readings-fold.tsx';
import { ThoughtFold } from './thought-fold.tsx';

interface CallScoresProps {
  readonly window: WindowView;
  readonly labelOf: (docIds: readonly DocId[]) => string;
}

/** The number that a call gave each of its passages. Likelihoods have a picture of their own. */
function CallScores({ window, labelOf }: CallScoresProps): JSX.Element | null {
  const id = useId();
  const words = useStageWords().calls;
  const format = useWords().format;
  const { scores, passages, likelihoods } = window;
  // What the reading came to has a picture of its own too.
  if (scores === null || likelihoods !== null || (window.reading !== null && window.reading.fused !== null)) return null;
  const figure = (score: number): string => (Number.isInteger(score) ? format.number(score) : format.fixed(score, 3));
  return (
    <div className="call-scores" role="group" aria-labelledby={id}>
      <h3 id={id}>{words.scores}</h3>
      <ul className="score-list">
        {passages.map(({ docId, identifier }, place) => {
          const score = scores[place] ?? null;
          return (
            <li key={docId}>
              <PassageChip text={`[${identifier}]`} docIds={[docId]} label={labelOf([docId])} />
              <span className="figure">{score === null ? words.noScore : figure(score)}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface WindowTraceProps {
  readonly window: WindowView;
  /** Calls of the run; null where answers decide how many there are. */
  readonly total: number | null;
  /** Null: nothing says how answers look. */
  readonly rules: ReadingRules | null;
  readonly budget: number;
  /** True once the run is over: a window still open then was broken off. */
  readonly over: boolean;
  readonly latest: boolean;
  /** Null where the thought can't be skipped from here. */
  readonly onSkip: (() => void) | null;
}

interface WindowBodyProps extends Omit<WindowTraceProps, 'total' | 'latest'> {
  readonly told: ReturnType<Words['outcome']['window']> | null;
}

function WindowBody({ window, rules, budget, over, onSkip, told }: WindowBodyProps): JSX.Element {
  const words = useStageWords().trace;
  const { outcome: outcomes, run: runWords, format } = useWords();
  const labelOf = useContext(ChipLabelContext);
  const calls = useStageWords().calls;
  const watched = use(LookContext) === 'watch';
  const { phase, thought, skip, usage, outcome, likelihoods } = window;
  const live = phase !== 'ended' && !over;
  const answer = answerText(window.answer).text.trim();
  const report = selectConsistency(window);
  const unwritten = likelihoods !== null && answer === '';
  const whole = unwritten ? calls.unwritten : window.question === 'order' ? told?.sentence : calls.whole;
  const deed = outcome?.type === 'complete' ? whole : told?.sentence;
  const thoughtEnd =
    thought === null || thought === 'closed' || (unwritten && thought === 'none') ? null : outcomes.thoughtEnd(thought, budget);
  return (
    <>
      {window.notices.length > 0 && (
        <div className="window-notices">
          <p>{words.notices}</p>
          <ul>
            {window.notices.map((notice) => (
              <li key={`${notice.at} ${notice.code} ${notice.attempt}`}>{runWords.notice(notice)}</li>
            ))}
          </ul>
        </div>
      )}
      <ReadingStrip window={window} labelOf={labelOf} />
      {/* Below what was read: it comes and goes, and moves nothing. */}
      {phase === 'reading' && !over && (
        <p className="reading-now">
          {window.reading === null || window.reading.now === null
            ? words.readingPrompt(window.promptTokens)
            : runWords.readingPassage({ place: window.reading.now + 1, of: window.passages.length })}
          <span className="sweep" aria-hidden="true" />
        </p>
      )}
      {window.reasoning.trim() !== '' && (
        <ThoughtFold window={window} thinking={live && phase === 'thinking'} labelOf={labelOf} />
      )}
      {onSkip !== null && live && phase === 'thinking' && skip === null && (
        <button type="button" className="button button-quiet" onClick={onSkip}>
          {words.skip}
        </button>
      )}
      {skip !== null && <p className="window-outcome">{words.skipResults[skip]}</p>}
      <LikelihoodStrip window={window} labelOf={labelOf} />
      {answer !== '' && (
        <p className="answer">
          <span className="answer-name">{words.answer}</span> <code dir="ltr">{answer.slice(0, DRAWN.characters)}</code>
          {answer.length > DRAWN.characters && (
            <span className="hint"> {words.leftAfter(format.number(answer.length - DRAWN.characters))}</span>
          )}
        </p>
      )}
      {(told !== null || thoughtEnd !== null) && (
        <p className="window-outcome">
          {deed} {thoughtEnd}
        </p>
      )}
      <CallScores window={window} labelOf={labelOf} />
      {window.preferences !== null && <CertifiedLine preferences={window.preferences} />}
      {!watched && window.fused !== null && <FusedTable fused={window.fused} passages={window.passages} labelOf={labelOf} />}
      {!watched && window.notes.length > 0 && (
        <div className="window-outcome">
          <p>{calls.notes}</p>
          <ul className="preset-notes" lang="en" dir="ltr">
            {window.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </div>
      )}
      {!watched && rules !== null && <ReadingsFold window={window} rules={rules} />}
      {over && phase !== 'ended' && <p className="window-outcome">{words.brokenOffSentence}</p>}
      {!watched && report !== null && <ConsistencyList window={window} report={report} labelOf={labelOf} />}
      {!watched && usage !== null && likelihoods !== null && usage.completionTokens === 0 && (
        <p className="window-usage">{calls.read({ read: usage.promptTokens, computed: likelihoods.computedTokens })}</p>
      )}
      {!watched && usage !== null && (likelihoods === null || usage.completionTokens > 0) && (
        <p className="window-usage">
          {words.usage({
            read: usage.promptTokens,
            readRate: usage.prefillTokensPerSecond,
            written: usage.completionTokens,
            writtenRate: usage.decodeTokensPerSecond,
          })}
        </p>
      )}
      {usage !== null && (usage.forcedTokens ?? 0) > 0 && (
        <p className="window-usage">{words.forced({ forced: usage.forcedTokens ?? 0, written: usage.completionTokens })}</p>
      )}
    </>
  );
}

function WindowTrace({ total, latest, ...rest }: WindowTraceProps): JSX.Element {
  const { window, over } = rest;
  const words = useStageWords().trace;
  const calls = useStageWords().calls;
  const outcomes = useWords().outcome;
  const watched = use(LookContext) === 'watch';
  const ref = useRef<HTMLDetailsElement>(null);
  const printing = usePrinting();
  const fold = useFold({ ref, active: latest, openAtFirst: latest });
  const { phase, outcome } = window;
  const told = outcome === null ? null : outcomes.window(outcome, window.passages.length);
  const brokenOff = over && phase !== 'ended';
  const live = phase !== 'ended' && !over;
  const tag = told?.tag ?? (phase === 'ended' ? '' : brokenOff ? words.brokenOff : words.phases[phase]);
  const head = selectCall(window);
  /** A window of the list in its order, as one of several or alone. */
  const plain = head.asks === 'order' && head.places === null && head.sample === null && total !== null;
  const number = window.index + 1;
  // The one that is watched is no fold: nothing closes it, and it is no stop of the keyboard.
  if (watched && latest)
    return (
      <div className="window-watched" data-live={live || undefined} data-window={window.index}>
        {(total === null || total > 1) && (
          <p className="window-range">{plain ? words.window({ number, total }) : calls.call({ number, total })}</p>
        )}
        <WindowBody {...rest} told={told} />
      </div>
    );
  return (
    <details
      className="window-trace"
      ref={ref}
      open={fold.open}
      onToggle={fold.onToggle}
      data-live={live || undefined}
      data-window={window.index}
    >
      <summary>
        <span className="window-name">
          {!plain ? calls.call({ number, total }) : total > 1 ? words.window({ number, total }) : words.onlyWindow}
        </span>
        {!plain && (
          <span className="window-range">
            {calls.head(head)}
            {head.sample !== null && `, ${calls.sample(head.sample)}`}
          </span>
        )}
        <CallNames named={head.named} />
        {plain && total > 1 && (
          <span className="window-range">{words.places({ first: window.start + 1, last: window.end })}</span>
        )}
        <span className={`tag tag-${told?.tone ?? (brokenOff ? 'bad' : 'live')}`}>{tag}</span>
      </summary>
      {/* Two hundred windows of chips and marks cost more than all the rest of the page; showSentence opens a fold that is empty. */}
      {(fold.open || latest || printing) && <WindowBody {...rest} told={told} />}
    </details>
  );
}

/**
 * One model call: what it read, thought and answered, what became of it, and whether the answer follows the thought. Drawn again only when its own
 * window changes: a long run has hundreds that do not.
 */
export const WindowTraceView: MemoExoticComponent<typeof WindowTrace> = memo(WindowTrace);
