import { use, useEffect, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import { beliefSummary } from '../../../core/experiment/lenses/belief.ts';
import type { AppActions } from '../../page/actions.ts';
import type { AppState } from '../../page/state.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { useWords } from '../../words/index.ts';
import { probedWindow, probeGuess, selectProbe } from './read.ts';
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
  readonly actions: Pick<AppActions['lenses'], 'start' | 'stop'>;
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
      {over && tookMs > 0 && (
        <p className="hint">
          {line.took({ span: format.seconds(tookMs), share: runMs === null ? null : format.percent(tookMs / runMs) })}
        </p>
      )}
    </>
  );
}

/**
 * Which passage would be named first after each sentence of the thought, as a line under it. It is asked for when the run is over: a model that runs answers
 * nothing else meanwhile. What it costs is said before, and after.
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
  if (run === null || run.outcome === null || window === null || !probe.ok || probe.value.plan.requests.length < 2) return null;
  const runMs = opened === null && run.lastAt > 0 ? run.lastAt : null;
  const { belief } = lenses.jobs;
  const job = belief !== null && belief.probed.runId === run.runId && belief.probed.window.index === window.index ? belief : null;
  if (job === null && !asks) return null;
  const questions = probe.value.plan.requests.length;
  const guess = probeGuess({ window, writtenBy: run.model, model: model?.identity ?? null, questions });
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
              ` · ${line.guess({ span: format.roughly(guess * 1000), share: runMs === null ? null : format.percent((guess * 1000) / runMs) })}`}
          </span>
        </p>
      ) : (
        <Line job={job} runMs={runMs} focused={asked} />
      )}
      {job !== null && (
        <p role="status" className="hint">
          {job.end.type === 'running' && words.progress({ done: job.answers.length, total: questions })}
          {job.end.type === 'failed' && words.failed(job.end.error.message)}
          {job.end.type === 'no-model' && words.ends['no-model']}
        </p>
      )}
    </section>
  );
}
