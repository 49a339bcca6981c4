import { useEffect, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import { beliefSummary } from '../../../core/experiment/lenses/belief.ts';
import { useWords } from '../../words/index.ts';
import { useLensWords } from './words.ts';
import { BeliefStrip } from './belief-strip.tsx';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-bar.tsx';
import { passageNames } from './passage-tag.tsx';
import { probedWindow, probeGuess, probeWindows, selectProbe } from './read.ts';
import { lensAtWork } from './slice.ts';
import type { BeliefJob } from './slice.ts';

/** The thought that is probed, a numbered sentence or segment each; the one whose column is pointed at is lit, and the other way round. */
function BeliefSentences({
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
  const words = useLensWords().findings;
  const { number } = useWords().format;
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

const GRAINS = ['sentence', 'segment'] as const;

/** The belief probe over one thought of the run on stage. */
export function BeliefLens({ state, actions, dispatch }: LensProps): JSX.Element {
  const words = useLensWords().lenses;
  const { run, lenses, model } = state;
  const { window, grain } = lenses.form;
  const probe = useMemo(() => selectProbe(run, { window, grain }), [run, window, grain]);
  const windows = probeWindows(run);
  const chosen = probedWindow(run, window);
  const locked = lensAtWork(lenses) !== null;
  const planned = probe.ok ? probe.value.plan.requests.length : 0;
  const guess =
    run === null || chosen === null
      ? null
      : probeGuess({ window: chosen, writtenBy: run.model, model: model?.identity ?? null, questions: planned });
  const job = lenses.jobs.belief;
  return (
    <>
      <fieldset className="lens-source" disabled={locked}>
        {windows.length > 1 && (
          <label className="lens-field">
            {words.window}{' '}
            <select
              value={chosen?.index}
              onChange={(event) => dispatch({ type: 'lens-edit', change: { window: Number(event.target.value) } })}
            >
              {windows.map(({ index, passages }) => (
                <option key={index} value={index}>
                  {words.windowOf({ number: index + 1, passages: passages.length })}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className="lens-choices" role="radiogroup" aria-label={words.grain}>
          <span aria-hidden="true">{words.grain}</span>
          {GRAINS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="lens-grain"
                checked={grain === one}
                onChange={() => dispatch({ type: 'lens-edit', change: { grain: one } })}
              />{' '}
              {words.grains[one]}
            </label>
          ))}
        </div>
      </fieldset>
      {!probe.ok && <p className="hint">{words.problems[probe.error]}</p>}
      <LensBar
        lens="belief"
        state={state}
        actions={actions.lenses}
        planned={planned}
        seconds={guess}
        onStart={() => probe.ok && void actions.lenses.start(probe.value)}
      />
      {job !== null && job.answers.length > 0 && <BeliefFindings job={job} />}
    </>
  );
}

function BeliefFindings({ job }: { readonly job: BeliefJob }): JSX.Element {
  const words = useLensWords().lenses;
  const findings = useLensWords().findings;
  const [active, setActive] = useState<number | null>(null);
  const { plan, probed, answers, model } = job;
  const { docIds, steps } = plan;
  const summary = useMemo(() => beliefSummary({ answers, steps: steps.length }), [answers, steps]);
  const names = useMemo(() => passageNames(probed.request), [probed.request]);
  const { passages, after, reasoning } = probed.window;
  const labels = docIds.map((docId, position) => ({
    docId,
    name: `[${passages[position]?.identifier ?? position + 1}] ${names.get(docId)?.name ?? docId}`,
  }));
  const last = summary.beliefs.at(-1);
  const leaning = last == null ? undefined : labels[last.top];
  const held = new Set(docIds);
  const answered = after?.find((docId) => held.has(docId));
  const answer = labels.find(({ docId }) => docId === answered);
  const texts = steps.map(({ from, to }) => reasoning.slice(from, to).trim());
  return (
    <div className="lens-findings">
      <p className="hint">
        <bdi>{words.about(probed.request.query.text)}</bdi>
      </p>
      {model !== null && model.id !== probed.writtenBy.id && (
        <p className="lens-warning">{words.otherModel({ wrote: probed.writtenBy.id, asked: model.id })}</p>
      )}
      <BeliefStrip summary={summary} labels={labels} texts={texts} active={active} onActive={setActive} />
      <p>
        {findings.changes(summary.changes.length)}{' '}
        {leaning !== undefined &&
          answer !== undefined &&
          probed.window.outcome?.type !== 'unparsed' &&
          (leaning.docId === answer.docId
            ? findings.sameAsAnswer(answer.name)
            : findings.otherThanAnswer({ leaning: leaning.name, answer: answer.name }))}
      </p>
      <BeliefSentences texts={texts} active={active} changes={summary.changes} onActive={setActive} />
    </div>
  );
}
