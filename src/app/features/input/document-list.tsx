import type { JSX } from 'react';
import { choiceFor, chosenCount } from '../../../core/documents/best.ts';
import type { DocumentFacts } from '../../../core/documents/facts.ts';
import type { RefusedFile } from '../../../core/input/dropped.ts';
import type { RankRequest } from '../../../core/request.ts';
import type { AppAction, AppState } from '../../page/state.ts';
import { usePage } from '../../page/use-page.ts';
import { useToldWords } from '../../words/told.ts';

/** What was read of one document: its kind, pages, words and passages, and what of it was not read. */
export function DocumentLine({ facts }: { readonly facts: DocumentFacts }): JSX.Element {
  const words = useToldWords().documents;
  return (
    <div className="document-line">
      <span className="hint">{words.facts(facts)}</span>
      {facts.notes.map((note) => (
        <p key={note.code} className="hint">
          {words.note(note)}
        </p>
      ))}
    </div>
  );
}

const selectDepth = ({ settings }: AppState): number | null => settings.rerankDepth ?? null;

/** How many documents and passages there are, and how many of them a model reads. */
export function DocumentSummary({ request }: { readonly request: RankRequest }): JSX.Element {
  const words = useToldWords().documents;
  const { documents = [], candidates } = request;
  const choice = choiceFor(request, usePage(selectDepth));
  const read = chosenCount(request, choice);
  return (
    <p className="hint">{words.summary({ documents: documents.length, passages: candidates.length, read, each: choice.each })}</p>
  );
}

interface RefusedFilesProps {
  readonly refused: readonly RefusedFile[];
  readonly dispatch: (action: AppAction) => void;
}

/** Documents that are not read, each with the reason and what to do. */
export function RefusedFiles({ refused, dispatch }: RefusedFilesProps): JSX.Element {
  const words = useToldWords().documents;
  return (
    <div className="problems refused-files" role="alert">
      <p className="problem">
        {words.notRead(refused.length)}{' '}
        <button type="button" className="link" onClick={() => dispatch({ type: 'files-refuse', refused: [] })}>
          {words.dismiss}
        </button>
      </p>
      <ul>
        {refused.map((file) => (
          <li key={`${file.name}:${file.type}`} className="problem">
            <bdi className="file-name">{file.name}</bdi> <span className="problem-hint">{words.refused(file)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
