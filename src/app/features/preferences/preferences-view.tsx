import { memo, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { selectPreferences } from '../../../core/read/preferences.ts';
import type { PreferenceEdge, PreferenceNode, RunPreferences } from '../../../core/read/preferences.ts';
import type { DocId, RankRequest } from '../../../core/request.ts';
import { useStageWords } from '../../words/stage.ts';
import { passageName } from '../trace/passage-names.tsx';
import { MOST_BOXES } from './layout.ts';
import { PreferenceGraph } from './preference-graph.tsx';
import { PreferenceTable } from './preference-table.tsx';
import { showAnswer } from './show-answer.ts';
import './preferences.css';

/** What is said of passages and lines in words. */
export interface PreferenceNames {
  readonly nameOf: (docId: DocId) => string;
  readonly nodeName: (node: PreferenceNode) => string;
  readonly edgeName: (edge: PreferenceEdge) => string;
}

interface ShownPreferencesProps {
  readonly preferences: RunPreferences;
  readonly request: Pick<RankRequest, 'candidates'>;
}

const ShownPreferences = memo(function ShownPreferences({ preferences, request }: ShownPreferencesProps): JSX.Element {
  const words = useStageWords().preferences;
  const frame = useRef<HTMLDivElement>(null);
  const { nodes, edges, certified, of, uncompared } = preferences;
  const names = useMemo((): PreferenceNames => {
    const nameOf = (docId: DocId): string => passageName(request, docId);
    // Each between marks of its own direction: names of several scripts stand in one sentence.
    const nodeName = ({ docIds }: PreferenceNode): string => docIds.map((docId) => `\u2068${nameOf(docId)}\u2069`).join(' = ');
    return {
      nameOf,
      nodeName,
      edgeName({ from, to, answers }) {
        const [above, below] = [from, to].map((node) =>
          nodeName(nodes[node] ?? { docIds: [], place: 0, layer: 0, certified: false }),
        );
        const told = words.edge({ above: above ?? '', below: below ?? '', calls: answers.map(({ window }) => window + 1) });
        return answers.some(({ said }) => said) ? told : `${told} (${words.leftOut})`;
      },
    };
  }, [request, nodes, words]);
  const onOpen = (window: number): void => {
    showAnswer(frame.current?.ownerDocument ?? document, window);
  };
  return (
    <div ref={frame} className="preferences">
      <p>
        <strong>{words.certified({ certified, of })}</strong> {certified > 0 && words.certain} {certified < of && words.open}{' '}
        {uncompared > 0 && words.uncompared(uncompared)}
      </p>
      <p className="hint">
        {words.hint} {edges.some(({ answers }) => answers[0]?.said === false) && words.unsaid}{' '}
        {nodes.length > MOST_BOXES && words.onlyFirst({ drawn: MOST_BOXES, all: nodes.length })}
      </p>
      <PreferenceGraph preferences={preferences} names={names} onOpen={onOpen} />
      <PreferenceTable preferences={preferences} names={names} onOpen={onOpen} />
    </div>
  );
});

/** The preferences of a run that certifies its first places: what is certain, the graph, its lines as a table. Nothing before the first answer. */
export function PreferencesView({ run }: { readonly run: RunView }): JSX.Element | null {
  const preferences = selectPreferences(run);
  return preferences === null ? null : <ShownPreferences preferences={preferences} request={run.request} />;
}

/** The same behind a fold of its own, drawn once it is opened; nothing before the first answer. */
export function PreferencesFold({ run }: { readonly run: RunView }): JSX.Element | null {
  const words = useStageWords().preferences;
  const [open, setOpen] = useState(false);
  if (selectPreferences(run) === null) return null;
  return (
    <details className="fold preferences-fold" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      <div className="fold-body">{open && <PreferencesView run={run} />}</div>
    </details>
  );
}
