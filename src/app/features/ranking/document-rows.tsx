import { use, useId } from 'react';
import type { JSX } from 'react';
import type { RankedRow } from '../../../core/read/row.ts';
import { rankDocuments } from '../../../core/read/documents.ts';
import type { RankRequest } from '../../../core/request.ts';
import { useToldWords } from '../../words/told.ts';
import { OpenDocumentContext } from '../reader/open-context.ts';
import { RankedRowView } from './ranked-row.tsx';

/** By what a ranking of documents' passages is listed. */
export type ListedBy = 'passages' | 'documents';

interface ListedByChoiceProps {
  readonly listedBy: ListedBy;
  /** Passages that were read, of so many. */
  readonly request: RankRequest;
  readonly onChoose: (listedBy: ListedBy) => void;
}

/** Says how many passages of the documents stand in the run, and lets the person choose how they are listed. */
export function ListedByChoice({ listedBy, request, onChoose }: ListedByChoiceProps): JSX.Element {
  const words = useToldWords().documents;
  const name = useId();
  const { documents = [], candidates } = request;
  const all = documents.reduce((sum, { passages }) => sum + passages, 0);
  return (
    <fieldset className="start-from listed-by">
      <legend>{words.listedBy}</legend>
      {(['passages', 'documents'] as const).map((choice) => (
        <label key={choice}>
          <input type="radio" name={name} checked={listedBy === choice} onChange={() => onChoose(choice)} />
          {words.listedByNames[choice]}
        </label>
      ))}
      <span className="hint">{words.read(candidates.length, all)}</span>
    </fieldset>
  );
}

interface DocumentRowsProps {
  readonly rows: readonly RankedRow[];
  readonly request: RankRequest;
  readonly final: boolean;
  readonly label: string;
}

/** The documents of a ranking, in the order of their best passages, each with those of its passages that were read. */
export function DocumentRows({ rows, request, final, label }: DocumentRowsProps): JSX.Element {
  const words = useToldWords().documents;
  const open = use(OpenDocumentContext);
  return (
    <ol className="document-rows" aria-label={label}>
      {rankDocuments(rows, request).map((document) => (
        <li key={document.name} className="document-row">
          <h3>
            <span className="document-rank">{words.place(document.rank)}</span>{' '}
            {open === null || document.facts === null ? (
              <bdi className="file-name">{document.name}</bdi>
            ) : (
              <button
                type="button"
                className="row-open"
                onClick={() => open({ name: document.name, docId: document.rows[0]?.docId ?? null })}
              >
                <bdi className="file-name">{document.name}</bdi>
              </button>
            )}
          </h3>
          <p className="hint">
            {words.found({
              pages: document.pages,
              read: document.rows.length,
              of: document.facts?.passages ?? document.rows.length,
            })}
          </p>
          <ol className="ranked-list">
            {document.rows.map((row) => (
              <li key={row.docId} data-key={row.docId}>
                <RankedRowView row={row} final={final} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
