import type { JSX } from 'react';
import { useId } from 'react';
import { FEW_QUERIES, isTooFew } from '../../../core/experiment/summary.ts';
import { SHOWN_MEASURES } from '../../../core/measure/measures.ts';
import { useWords } from '../../words/index.ts';
import type { CompareActions } from './controller.ts';
import { Terms } from '../../shell/glossary.tsx';
import { FiguresTable } from './figures-table.tsx';
import { selectExperimentFigures } from './figures.ts';
import { OrdersView } from './orders-view.tsx';
import { PairsTable } from './pairs-table.tsx';
import { QualityCurve } from './quality-curve.tsx';
import { QueryDifferences } from './query-differences.tsx';
import type { ExperimentShown, OpenExperiment } from './slice.ts';
import { useCompareWords } from './words.ts';

interface ExperimentExportProps {
  readonly open: OpenExperiment;
  readonly actions: CompareActions;
}

/** The results as files of other programs, and as one that can be read back. */
function ExperimentExport({ open, actions }: ExperimentExportProps): JSX.Element {
  const words = useCompareWords().results;
  return (
    <div className="compare-export" role="group" aria-label={words.exportTitle}>
      <button type="button" className="button button-quiet" onClick={actions.exportTsv}>
        {words.exportTsv}
      </button>
      {open.plan.configurations.map(({ id, name }) => (
        <button key={id} type="button" className="button button-quiet" onClick={() => actions.exportRun(id)}>
          {words.exportRun(name)}
        </button>
      ))}
      <button type="button" className="button button-quiet" onClick={actions.exportLines}>
        {words.exportLines}
      </button>
      <p className="hint">{words.exportHint}</p>
    </div>
  );
}

interface ExperimentResultsProps {
  readonly open: OpenExperiment;
  readonly shown: ExperimentShown;
  readonly busy: boolean;
  readonly actions: CompareActions;
  readonly onShow: (change: Partial<ExperimentShown>) => void;
}

/** What an experiment has shown so far. */
export function ExperimentResults({ open, shown, busy, actions, onShow }: ExperimentResultsProps): JSX.Element {
  const words = useCompareWords().results;
  const { number } = useWords().format;
  const ids = useId();
  const figures = selectExperimentFigures(open);
  const { summary, judged } = figures;
  const measure = SHOWN_MEASURES.find(({ name }) => name === shown.measure) ?? SHOWN_MEASURES[0];
  const [first, second] = open.plan.configurations;
  const pair = shown.pair ?? (first === undefined || second === undefined ? null : ([first.id, second.id] as const));
  const begun = open.plan.topics.find((topic) => open.cells.some((cell) => cell.qid === topic));
  const qid = shown.qid ?? begun ?? null;
  if (open.cells.length === 0 || measure === undefined) return <p className="hint">{words.nothingYet}</p>;
  return (
    <>
      <section className="panel" aria-labelledby={ids}>
        <div className="compare-head">
          <h2 id={ids}>{words.title}</h2>
          {judged && (
            <label>
              <span className="hint">{words.measure}</span>{' '}
              <select value={measure.name} onChange={({ target }) => onShow({ measure: target.value })}>
                {SHOWN_MEASURES.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </select>
            </label>
          )}
        </div>
        <p className="hint">
          {words.over({ paired: number(summary.paired), topics: number(open.plan.topics.length) })}{' '}
          {judged
            ? words.counted({ counted: number(summary.counted), missing: summary.missing, unjudged: summary.unjudged })
            : open.collection === null
              ? words.noTexts
              : words.notJudged}
        </p>
        {judged && isTooFew(summary) && <p className="hint hint-bad">{words.tooFew(number(FEW_QUERIES))}</p>}
        <Terms of={judged ? ['ndcg', 'qrels', 'firstStage'] : ['tau', 'rbo', 'firstStage']} />
        <FiguresTable open={open} figures={figures} measure={measure.name} />
        <PairsTable open={open} figures={figures} measure={measure.name} />
        {judged && summary.configurations.some(({ means }) => means.length > 0) && (
          <QualityCurve
            plan={open.plan}
            summary={summary}
            measure={measure.name}
            cost={shown.cost}
            onCost={(cost) => onShow({ cost })}
          />
        )}
        {judged && pair !== null && <QueryDifferences open={open} measure={measure} pair={pair} qid={qid} onShow={onShow} />}
      </section>
      {qid !== null && (
        <section className="panel">
          <OrdersView open={open} qid={qid} busy={busy} actions={actions} onQuery={(chosen) => onShow({ qid: chosen })} />
        </section>
      )}
      <section className="panel">
        <h2>{words.exportTitle}</h2>
        <ExperimentExport open={open} actions={actions} />
      </section>
    </>
  );
}
