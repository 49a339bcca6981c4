import { Fragment, useMemo, useState } from 'react';
import type { JSX } from 'react';
import type { Qrels } from '../../../core/measure/qrels.ts';
import type { RunView } from '../../../core/log/view.ts';
import { selectAgreement, selectJudged } from '../../../core/read/figures.ts';
import type { Measures } from '../../../core/read/figures.ts';
import { Terms } from '../../shell/glossary.tsx';
import { useWords } from '../../words/index.ts';
import { LongListNote } from '../instant/long-list-note.tsx';
import { useToldWords } from '../../words/told.ts';

interface RunFiguresProps {
  readonly run: RunView;
  readonly qrels: Qrels | null;
}

const MEASURES = [
  ['nDCG', 'ndcg'],
  ['MRR', 'reciprocalRank'],
  ['Recall', 'recall'],
] as const;

/** Closed windows are measured only where they are shown: a long run has hundreds, and the order changes many times a second. */
function withoutWindows(run: RunView): RunView {
  return { ...run, windows: [] };
}

/**
 * With judgements the run's measures, before, after each window and now; without them how far it has gone from where it started. And how much of a long list
 * the encoder had read.
 */
export function RunFigures(props: RunFiguresProps): JSX.Element {
  return (
    <>
      <LongListNote order={props.run.request.firstStage} />
      <Figures {...props} />
    </>
  );
}

function Figures({ run, qrels }: RunFiguresProps): JSX.Element | null {
  const words = useWords().judged;
  if (qrels === null) return <AgreementLine run={run} />;
  if (!qrels.has(run.request.query.id)) {
    return (
      <>
        <p className="hint">{words.unknownQuery(run.request.query.id)}</p>
        <AgreementLine run={run} />
      </>
    );
  }
  return <JudgedTable run={run} qrels={qrels} />;
}

function AgreementLine({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useWords().judged;
  const format = useWords().format;
  const { request, ranking } = run;
  // Once for each order and not with every token: a thousand passages are half a million pairs.
  const { now } = useMemo(() => selectAgreement({ request, ranking, windows: [], tentative: null }), [request, ranking]);
  if (now.tau === null || now.rbo === null) return null;
  return (
    <details className="agreement">
      <summary>
        {words.agreement({ tau: format.fixed(now.tau, 2), rbo: format.fixed(now.rbo, 2) })}
        {run.tentative !== null && <span className="figure-tentative">{words.tentative}</span>}
      </summary>
      <p className="hint">{words.agreementIs}</p>
      <Terms of={['firstStage', 'tau', 'rbo']} />
    </details>
  );
}

function JudgedTable({ run, qrels }: { readonly run: RunView; readonly qrels: Qrels }): JSX.Element | null {
  const words = useWords().judged;
  const { remark } = useToldWords().problems;
  const format = useWords().format;
  const [open, setOpen] = useState(false);
  const judged = selectJudged({ run: open ? run : withoutWindows(run), qrels });
  if (judged === null) return null;
  const { before, now, depth } = judged;
  const strange = judged.unjudged === run.request.candidates.length;
  const row = (name: string, measures: Measures, tentative: boolean): JSX.Element => (
    <tr>
      <th scope="row">
        {name}
        {tentative && <span className="figure-tentative">{words.tentative}</span>}
      </th>
      {MEASURES.map(([label, key]) => {
        const change = measures[key] - before[key];
        const signed = `${change > 0 ? '+' : '−'}${format.fixed(Math.abs(change), 3)}`;
        return (
          <td key={label} className="figure">
            {format.fixed(measures[key], 3)}
            {measures !== before && Math.abs(change) >= 0.0005 && <span className="figure-change"> {words.change(signed)}</span>}
          </td>
        );
      })}
    </tr>
  );
  return (
    <div className="judged">
      <table className="judged-table">
        <caption>{words.title}</caption>
        <thead>
          <tr>
            <th scope="col">{words.order}</th>
            {MEASURES.map(([label]) => (
              <th key={label} scope="col">
                <bdi>
                  {label}@{depth}
                </bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row(words.before, before, false)}
          {open &&
            judged.windows.map(({ window, measures }) => (
              <Fragment key={window}>{row(words.afterWindow(format.number(window + 1)), measures, false)}</Fragment>
            ))}
          {row(words.now, now, judged.tentative)}
        </tbody>
      </table>
      {(run.plan.length > 1 || run.windows.length > 1) && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {words.perWindow}
        </button>
      )}
      {strange && <p className="hint hint-bad">{remark({ code: 'no-overlap', of: 'passages' })}</p>}
      <p className="hint">
        {words.reach({
          held: format.number(judged.relevantInList),
          relevant: format.number(judged.relevant),
          unjudged: format.number(judged.unjudged),
        })}
      </p>
      <Terms of={['ndcg', 'qrels', 'firstStage']} />
    </div>
  );
}
