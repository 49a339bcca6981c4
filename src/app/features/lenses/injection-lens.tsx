import { useMemo } from 'react';
import type { JSX } from 'react';
import { injectionPlan } from '../../../core/experiment/lenses/injection-plan.ts';
import type { InjectionRun } from '../../../core/experiment/lenses/injection-plan.ts';
import { startingRanking } from '../../../core/starting-ranking.ts';
import { lensAtWork } from './lens-at-work.ts';
import { runGuess } from './lens-guess.ts';
import { formatWords } from '../../words/format-catalogue.ts';
import { lensFindingsWords } from '../../words/lens-findings-catalogue.ts';
import { useWords } from '../../words/use-words.ts';
import { InjectionEditor } from './injection-editor.tsx';
import { InjectionEffects } from './injection-effects.tsx';
import { INJECTION_KINDS, injectionTexts } from './injection-texts.ts';
import { LensBar } from './lens-bar.tsx';
import type { LensProps } from './lens-props.ts';
import { LensRuns } from './lens-runs.tsx';
import { passageNames } from './passage-names.ts';

/** Puts texts that order the model around into one passage. */
export function InjectionLens({ state, actions, dispatch, list }: LensProps): JSX.Element {
  const words = useWords(lensFindingsWords);
  const { number } = useWords(formatWords);
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
