import { useState } from 'react';
import type { JSX } from 'react';
import type { RunPreferences } from '../../../core/read/preferences.ts';
import { useStageWords } from '../../words/stage.ts';
import type { PreferenceNames } from './preferences-view.tsx';

interface PreferenceTableProps {
  readonly preferences: RunPreferences;
  readonly names: PreferenceNames;
  readonly onOpen: (window: number) => void;
}

/** All lines of the graph as a table, behind a fold; made only once it is opened. Every answer that says a line can be opened. */
export function PreferenceTable({ preferences: { nodes, edges }, names, onOpen }: PreferenceTableProps): JSX.Element {
  const words = useStageWords().preferences;
  const [open, setOpen] = useState(false);
  const nameOf = (node: number): string => {
    const found = nodes[node];
    return found === undefined ? '' : names.nodeName(found);
  };
  return (
    <details className="chart-table" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {open && (
        <div className="chart-table-scroll" role="region" aria-label={words.title} tabIndex={0}>
          <table>
            <caption>{words.title}</caption>
            <thead>
              <tr>
                <th scope="col">{words.above}</th>
                <th scope="col">{words.below}</th>
                <th scope="col">{words.calls}</th>
              </tr>
            </thead>
            <tbody>
              {edges.map((edge) => (
                <tr key={`${edge.from} ${edge.to}`}>
                  <th scope="row" dir="auto">
                    {nameOf(edge.from)}
                  </th>
                  <td className="preference-below" dir="auto">
                    {nameOf(edge.to)}
                  </td>
                  <td>
                    <ul className="preference-calls">
                      {edge.answers.map(({ window, said }) => (
                        <li key={window}>
                          <button
                            type="button"
                            className="link"
                            aria-label={names.edgeName({ ...edge, answers: [{ window, said }] })}
                            onClick={() => onOpen(window)}
                          >
                            {words.call(window + 1)}
                          </button>
                          {!said && ` (${words.leftOut})`}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
