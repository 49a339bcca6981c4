import { use, useEffect, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import { beliefSummary } from '../../../core/experiment/lenses/belief.ts';
import type { AppActions } from '../../page/actions.ts';
import type { AppState } from '../../page/state.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { useWords } from '../../words/index.ts';
import { lineGuess, probedWindow, selectProbe } from './read.ts';
import { lensAtWork } from './slice.ts';
import type { BeliefJob } from './slice.ts';
import { useLensWords } from './words.ts';
import './belief-line.css';

type BeliefLineState = Pick<AppState, 'run' | 'model' | 'lenses' | 'phase' | 'lent' | 'opened'>;

export function selectBeliefLine({ run, model, lenses, phase, lent, opened }: AppState): BeliefLineState {
  return { run, model, lenses, phase, lent, opened };
}

/** What a person can ask of it. */
interface BeliefLineProps {
  readonly state: BeliefLineState;
  readonly actions: Pick<AppActions['lenses'], 'start' | 'startByItself' | 'stop'>;
}

/** Steps of a thought as one line, each with the number of the passage that led after it. Its buttons are chips of the thought: the pane's arrow keys go along them. */
interface LineProps {
  readonly job: BeliefJob;
  readonly runMs: number | null;
  /** It stands in the place of what had the focus. */
  readonly focused: boolean;
}

function Line({ job, runMs, focused }: LineProps): JSX.Element {
  const steps = useRef<HTMLOListElement>(null);
  useEffect(() => {
    if (focused) steps.current?.querySelector<HTMLElement>('button')?.focus();
  }, [focused]);
  const { line, findings } = useLensWords();
  const { format } = useWords();
  const { point } = use(HighlightContext);
  const [stop, setStop] = useState<number | null>(null);
  const { plan, probed, answers, tookMs, end } = job;
  const summary = useMemo(() => beliefSummary({ answers, steps: plan.steps.length }), [answers, plan.steps.length]);
  const { beliefs, changes } = summary;
  const last = Math.max(
    0,
    beliefs.findLastIndex((belief) => belief !== null),
  );
  const shown = stop ?? last;
  const nameOf = (position: number): string => `[${probed.window.passages[position]?.identifier ?? position + 1}]`;
  const told = (step: number): string => {
    const belief = beliefs[step];
    const place = step === 0 ? findings.beforeThought : findings.step(step);
    return belief == null
      ? `${place}: ${findings.unasked}`
      : `${place}: ${findings.leads({ name: nameOf(belief.top), share: format.percent(belief.shares[belief.top] ?? 0) })}`;
  };
  const sentence = (step: number): string => {
    const { from, to } = plan.steps[step] ?? { from: 0, to: 0 };
    return probed.window.reasoning.slice(from, to).trim();
  };
  const over = end.type !== 'running' && end.type !== 'stopping';
  return (
    <>
      <ol aria-label={line.label} ref={steps}>
        {beliefs.map((belief, step) => (
          <li key={step} data-changed={changes.includes(step) || undefined} data-shown={step === shown || undefined}>
            <button
              type="button"
              className="chip belief-line-step"
              tabIndex={-1}
              aria-label={`${told(step)} ${changes.includes(step) ? findings.changed : ''}`}
              onFocus={() => {
                setStop(step);
                point(belief === null ? [] : plan.docIds.slice(belief.top, belief.top + 1));
              }}
              onBlur={() => point([])}
              onMouseEnter={() => {
                setStop(step);
                point(belief === null ? [] : plan.docIds.slice(belief.top, belief.top + 1));
              }}
              onMouseLeave={() => point([])}
            >
              {belief === null ? '·' : nameOf(belief.top).slice(1, -1)}
            </button>
          </li>
        ))}
      </ol>
      <p className="belief-line-told">
        <bdi>{told(shown)}</bdi> <span dir="auto">{sentence(shown)}</span>
      </p>
      {/* That nobody asked for it is said also where it took no time that can be measured. */}
      {over && (tookMs > 0 || job.byItself) && (
        <p className="hint">
          {line.took({
            span: format.seconds(tookMs),
            share: runMs === null ? null : format.percent(tookMs / runMs),
            byItself: job.byItself,
          })}
        </p>
      )}
    </>
  );
}

/** What the questions may take of the run's own time to be asked by themselves. */
const LEAST_WORTH = 0.1;

/** Is nothing in the way of asking the model that wrote this run, and does no job of a person's stand where the answers would? */
function isFree({ model, lenses, phase, lent, opened }: BeliefLineState): boolean {
  const { belief } = lenses.jobs;
  const here = model !== null && model.server === undefined && opened === null;
  return here && phase.type === 'done' && lent === null && lensAtWork(lenses) === null && (belief === null || belief.byItself);
}

/**
 * Which passage would be named first after each sentence of the thought, as a line under it. It is asked for when the run is over: a model that runs answers
 * nothing else meanwhile. By itself where the run's own rates say that it takes less than a tenth of the run's time; else on request, with what it costs said before.
 */
export function BeliefLine({ state, actions }: BeliefLineProps): JSX.Element | null {
  const { line, lenses: words } = useLensWords();
  const { format } = useWords();
  const { run, model, lenses, phase, lent, opened } = state;
  const [asked, setAsked] = useState(false);
  const window = probedWindow(run, null);
  const probe = useMemo(() => selectProbe(run, { window: null, grain: 'sentence' }), [run]);
  const asks = model !== null && model.server?.likelihoods !== false;
  // A call without a thought has one step, before anything was written.
  const shown = run?.outcome != null && window !== null && probe.ok && probe.value.plan.requests.length > 1;
  const runMs = run !== null && opened === null && run.lastAt > 0 ? run.lastAt : null;
  const guess = shown ? lineGuess({ run, window, plan: probe.value.plan, model: model?.identity ?? null }) : null;
  const { belief } = lenses.jobs;
  const job =
    shown && belief !== null && belief.probed.runId === run.runId && belief.probed.window.index === window.index ? belief : null;
  const worth = job === null && guess !== null && runMs !== null && guess < LEAST_WORTH * runMs;
  const byItself = worth && run?.outcome?.type === 'complete' && isFree(state) && probe.ok ? probe.value : null;
  /** A run is asked about once: what gave way to something else is not begun again. */
  const begun = useRef<string | null>(null);
  const { startByItself } = actions;
  useEffect(() => {
    if (byItself === null || begun.current === byItself.probed.runId) return;
    begun.current = byItself.probed.runId;
    void startByItself(byItself);
  }, [byItself, startByItself]);
  if (!shown || (job === null && !asks)) return null;
  const questions = probe.value.plan.requests.length;
  const atWork = lensAtWork(lenses) !== null;
  return (
    <section className="belief-line" aria-label={line.ask}>
      {job === null || (job.answers.length === 0 && !atWork) ? (
        <p>
          <button
            type="button"
            className="chip belief-line-ask"
            tabIndex={-1}
            disabled={atWork || lent !== null || phase.type === 'running'}
            onClick={() => {
              setAsked(true);
              void actions.start(probe.value);
            }}
          >
            {line.ask}
          </button>{' '}
          <span className="hint">
            {words.questions(questions)}
            {guess !== null &&
              ` · ${line.guess({ span: format.roughly(guess), share: runMs === null ? null : format.percent(guess / runMs) })}`}
          </span>
        </p>
      ) : (
        <Line job={job} runMs={runMs} focused={asked} />
      )}
      {job !== null && (
        <p role="status" className="hint">
          {job.end.type === 'running' && words.progress({ done: job.answers.length, total: questions })}
          {job.end.type === 'stopped' && words.ends.stopped}
          {job.end.type === 'failed' && words.failed(job.end.error.message)}
          {job.end.type === 'no-model' && words.ends['no-model']}
        </p>
      )}
    </section>
  );
}
