import { useContext, useState } from 'react';
import type { JSX } from 'react';
import { HighlightContext } from '../../shell/highlight.ts';
import { useStageWords } from '../../words/stage.ts';
import { moveOf } from './rank-layout.ts';
import type { RankLine } from './rank-layout.ts';

interface RankTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly lines: readonly RankLine[];
}

/** The same chart as a table, behind a fold; made only once it is opened. */
export function RankTable({ caption, columns, lines }: RankTableProps): JSX.Element {
  const words = useStageWords().charts;
  const { active, point } = useContext(HighlightContext);
  const [open, setOpen] = useState(false);
  return (
    <details className="chart-table" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {open && (
        <div className="chart-table-scroll" role="region" aria-label={caption} tabIndex={0}>
          <table>
            <caption>{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.passage}</th>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                <th scope="col">{words.move}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr
                  key={line.docId}
                  data-active={active.has(line.docId) || undefined}
                  onMouseEnter={() => point([line.docId])}
                  onMouseLeave={() => point([])}
                >
                  <th scope="row" dir="auto">
                    {line.name}
                  </th>
                  {line.ranks.map((rank, column) => (
                    <td key={columns[column]}>
                      {column === line.ranks.length - 1 && typeof line.tied === 'number'
                        ? `=${words.rank(line.tied)}`
                        : words.rank(rank)}
                      {line.judged[column] === true && (
                        <>
                          <span aria-hidden="true"> ●</span>
                          <span className="visually-hidden">, {words.inPrompt}</span>
                        </>
                      )}
                    </td>
                  ))}
                  <td>{words.moved(moveOf(line))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
