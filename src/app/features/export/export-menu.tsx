import type { JSX } from 'react';
import type { ExportNotice } from './slice.ts';
import { useMenu } from '../../design/use-menu.ts';
import { useWords } from '../../words/index.ts';
import { EXPORT_KINDS } from '../../../core/export/index.ts';
import type { ExportKind } from '../../../core/export/index.ts';
import type { ExportActions } from './controller.ts';

interface ExportMenuProps {
  readonly actions: Pick<ExportActions, 'exportRun' | 'copyText' | 'copyLink' | 'print'>;
  readonly exported: ExportNotice | null;
}

/** Everything a run can be taken away as. */
export function ExportMenu({ actions, exported }: ExportMenuProps): JSX.Element {
  const words = useWords().exporting;
  const { ref, close } = useMenu();
  const save = (kind: ExportKind): void => {
    close();
    void actions.exportRun(kind);
  };
  return (
    <>
      <details className="fold export-menu" data-menu ref={ref}>
        <summary>{words.title}</summary>
        <div className="fold-body">
          <p id="export-save-as">{words.saveAs}</p>
          <ul aria-labelledby="export-save-as">
            {EXPORT_KINDS.map((kind) => (
              <li key={kind}>
                <button type="button" className="button button-quiet" onClick={() => save(kind)}>
                  {words.kinds[kind].name}
                </button>{' '}
                <span className="hint">{words.kinds[kind].about}</span>
              </li>
            ))}
          </ul>
          <p>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                close();
                void actions.copyText();
              }}
            >
              {words.copyText}
            </button>
          </p>
          <p>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                close();
                void actions.copyLink();
              }}
            >
              {words.copyLink}
            </button>{' '}
            <span className="hint">{words.copyLinkAbout}</span>
          </p>
          <p>
            <button
              type="button"
              className="button button-quiet"
              onClick={() => {
                close();
                actions.print();
              }}
            >
              {words.print}
            </button>
          </p>
          <p className="hint">{words.importHint}</p>
        </div>
      </details>
      <div aria-live="polite" className="export-outcome">
        {exported !== null && <ExportOutcome notice={exported} onSaveFile={() => save('html')} />}
      </div>
    </>
  );
}

interface ExportOutcomeProps {
  readonly notice: ExportNotice;
  readonly onSaveFile: () => void;
}

function ExportOutcome({ notice, onSaveFile }: ExportOutcomeProps): JSX.Element {
  const words = useWords().exporting;
  const { number } = useWords().format;
  if (notice.type === 'link-shown')
    return (
      <p>
        {words.linkShown} {!notice.whole && words.linkNotWhole}
        <textarea className="share-link" readOnly rows={3} aria-label={words.copyLink} value={notice.address} />
      </p>
    );
  if (notice.type === 'text-shown')
    return (
      <p>
        {words.textShown}
        <textarea className="share-link" readOnly rows={6} dir="auto" aria-label={words.copyText} value={notice.text} />
      </p>
    );
  const characters = 'characters' in notice && notice.characters !== null ? number(notice.characters) : '';
  const most = notice.type === 'link-too-large' ? number(notice.mostCharacters) : '';
  return (
    <p>
      {words.notice(notice, characters, most)} {notice.type === 'link-copied' && !notice.whole && words.linkNotWhole}
      {notice.type === 'link-too-large' && (
        <button type="button" className="link" onClick={onSaveFile}>
          {words.saveFileInstead}
        </button>
      )}
    </p>
  );
}
