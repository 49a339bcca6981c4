import { useMemo } from 'react';
import type { JSX } from 'react';
import type { InjectionRun } from '../../../core/experiment/lenses/injection.ts';
import { injectionPlan, injectionSummary, lensQuotes } from '../../../core/experiment/lenses/injection.ts';
import { startingRanking } from '../../../core/ranking.ts';
import { useWords } from '../../words/index.ts';
import { useLensWords } from './words.ts';
import { INJECTION_KINDS, InjectionEditor, injectionTexts } from './injection-editor.tsx';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-bar.tsx';
import { LensRuns } from './lens-runs.tsx';
import { passageNames, PassageTag } from './passage-tag.tsx';
import { lensResults } from '../../../core/experiment/lenses/lens.ts';
import { runGuess } from './read.ts';
import type { RunsJob } from './slice.ts';
import { lensAtWork } from './slice.ts';

/** What each text did to the passage's place, whether the model read it, and what the thought says of the passage. */
function InjectionEffects({
  job,
  nameOf,
}: {
  readonly job: RunsJob<'injection'>;
  readonly nameOf: (run: InjectionRun) => string;
}): JSX.Element | null {
  const words = useLensWords().findings;
  const { about } = useLensWords().lenses;
  const { runs, logs } = job;
  const [plain] = runs;
  const effects = useMemo(
    () => injectionSummary({ plan: runs, results: lensResults(logs), eventsOf: (key) => logs.get(key) ?? [] }),
    [runs, logs],
  );
  if (plain === undefined) return null;
  if (effects === null) return <p className="lens-warning">{words.baseMissing}</p>;
  const named = passageNames(plain.request).get(plain.docId);
  return (
    <div className="lens-findings">
      <p className="hint">
        <bdi>{about(plain.request.query.text)}</bdi>
      </p>
      <p>
        <PassageTag docId={plain.docId} place={named?.place ?? 0} name={named?.name ?? plain.docId} />
      </p>
      <ul className="effects">
        {effects.map(({ key, before, after, shown, neutralised }) => {
          const run = runs.find((one) => one.key === key);
          const said = lensQuotes(logs.get(key) ?? [], plain.docId);
          return (
            <li key={key} data-moved={after < before ? 'up' : after > before ? 'down' : 'not'}>
              <h3>{run === undefined ? key : nameOf(run)}</h3>
              <p>
                <b>{words.moved({ before: before + 1, after: after + 1 })}</b>. {words.shown[shown]}{' '}
                {neutralised > 0 && words.marks(neutralised)}
              </p>
              {said.length === 0 ? (
                <p className="hint">{words.unsaid}</p>
              ) : (
                <blockquote dir="auto" aria-label={words.said}>
                  {said.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                </blockquote>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Puts texts that order the model around into one passage. */
export function InjectionLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const words = useLensWords().findings;
  const { number } = useWords().format;
  const { form, jobs } = state.lenses;
  const order = useMemo(() => (list === null ? [] : startingRanking(list)), [list]);
  const names = useMemo(() => (list === null ? null : passageNames(list)), [list]);
  const target = order.find((docId) => docId === form.target) ?? order.at(-1) ?? null;
  const label = target === null ? 1 : order.indexOf(target) + 1;
  const offered = injectionTexts({ words, label, edits: form.texts });
  const injections = offered.filter(({ chosen, text }) => chosen && text.trim() !== '');
  const planned = target === null || injections.length === 0 ? 0 : injections.length + 1;
  const each = runGuess(state, order.length);
  const job = jobs.injection;
  const nameOf = ({ injection }: InjectionRun): string => {
    const kind = INJECTION_KINDS.find((one) => one === injection?.id);
    return kind === undefined ? words.asItIs : words.kinds[kind];
  };
  return (
    <>
      {target !== null && (
        <fieldset className="lens-source" disabled={lensAtWork(state.lenses) !== null}>
          <label className="lens-field">
            {words.putInto}{' '}
            <select
              value={target}
              onChange={(event) =>
                dispatch({ type: 'lens-edit', change: { target: order.find((docId) => docId === event.target.value) ?? null } })
              }
            >
              {order.map((docId, place) => (
                <option key={docId} value={docId}>
                  {number(place + 1)} · {names?.get(docId)?.name ?? docId}
                </option>
              ))}
            </select>
          </label>
          <ul className="injections" aria-label={words.texts}>
            {offered.map((injection) => (
              <InjectionEditor
                key={injection.id}
                injection={injection}
                onEdit={(change) =>
                  dispatch({
                    type: 'lens-edit',
                    change: { texts: { ...form.texts, [injection.id]: { ...form.texts[injection.id], ...change } } },
                  })
                }
              />
            ))}
          </ul>
        </fieldset>
      )}
      <LensBar
        lens="injection"
        state={state}
        actions={actions.lenses}
        planned={planned}
        seconds={each === null ? null : each * planned}
        onStart={() =>
          list !== null &&
          target !== null &&
          void actions.lenses.start({
            lens: 'injection',
            runs: injectionPlan({
              request: list,
              docId: target,
              injections: injections.map(({ id, text, where }) => ({ id, text, where })),
              scores: form.scores,
            }),
          })
        }
      />
      {job !== null && job.logs.size > 0 && (
        <>
          <InjectionEffects job={job} nameOf={nameOf} />
          <LensRuns lens="injection" job={job} actions={actions.lenses} nameOf={nameOf} />
        </>
      )}
    </>
  );
}
