import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { JSX } from 'react';
import type { RunView } from '../../../core/log/view.ts';
import { openedDocument } from '../../../core/read/opened.ts';
import type { OpenedDocument } from '../../../core/read/opened.ts';
import type { DocId, RankRequest } from '../../../core/request.ts';
import type { TextSpan } from '../../../core/text/spans.ts';
import type { AppState } from '../../page/state.ts';
import { usePage } from '../../page/use-page.ts';
import { useToldWords } from '../../words/told.ts';
import type { WantedPassage } from './open-context.ts';
import { PassageIndex } from './passage-index.tsx';
import { ReaderText } from './reader-text.tsx';
import './reader.css';

interface DocumentReaderProps {
  readonly wanted: WantedPassage;
  readonly run: RunView | null;
  readonly given: RankRequest | null;
  readonly onClose: () => void;
}

/** What the reader looks at: a mark, or a whole passage. */
interface Aim extends TextSpan {
  readonly docId: DocId | null;
}

const selectFiles = ({ input }: AppState): AppState['input']['files'] => input.files;

/** The passage's first mark, where it has one; else the passage. */
function aimAt({ marks, passages }: OpenedDocument, docId: DocId | null): Aim {
  const passage = passages.find((one) => one.docId === docId);
  const mark = docId === null ? marks[0] : marks.find((one) => one.docId === docId);
  const { from, to } = mark ?? passage ?? passages[0] ?? { from: 0, to: 0 };
  return { from, to, docId: mark?.docId ?? passage?.docId ?? null };
}

/**
 * A document over the page, at a passage: what the model read and quoted is lit up, and one goes from mark to mark. Escape closes it, and the browser gives the
 * focus back to where it was.
 */
export function DocumentReader({ wanted, run, given, onClose }: DocumentReaderProps): JSX.Element {
  const words = useToldWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const files = usePage(selectFiles);
  const { name } = wanted;
  const opened = useMemo(() => openedDocument({ name, run, given, files }), [name, run, given, files]);
  const [aim, setAim] = useState<Aim | null>(() => (opened === null ? null : aimAt(opened, wanted.docId)));
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="document-reader" aria-labelledby={id} onClose={onClose}>
      <div className="reader-head">
        <h2 id={id}>
          <bdi>{name}</bdi>
        </h2>
        <button type="button" className="button button-quiet reader-close" onClick={() => dialog.current?.close()}>
          {words.opened.close}
        </button>
        {opened !== null && (
          <p className="hint">
            {opened.facts !== null && `${words.documents.facts(opened.facts)}. `}
            {run === null ? words.opened.noRun : words.opened.read({ read: opened.read, of: opened.of })}
          </p>
        )}
        {opened?.whole === false && <p className="hint reader-alone">{words.opened.alone}</p>}
        {opened !== null && aim !== null && <MarkSteps opened={opened} aim={aim} onAim={setAim} />}
      </div>
      {opened === null || aim === null ? (
        <p className="reader-gone">{words.opened.gone}</p>
      ) : (
        <div className="reader-body">
          <PassageIndex opened={opened} at={aim.docId} onOpen={(docId) => setAim(aimAt(opened, docId))} />
          <ReaderText opened={opened} aim={aim} passage={opened.passages.find(({ docId }) => docId === aim.docId) ?? null} />
        </div>
      )}
    </dialog>
  );
}

interface MarkStepsProps {
  readonly opened: OpenedDocument;
  readonly aim: Aim;
  readonly onAim: (aim: Aim) => void;
}

/** Goes from mark to mark, and says which one is looked at. */
function MarkSteps({ opened, aim, onAim }: MarkStepsProps): JSX.Element {
  const words = useToldWords().opened;
  const { marks, text } = opened;
  const before = marks.findLast((mark) => mark.from < aim.from);
  const after = marks.find((mark) => mark.from > aim.from);
  const place = marks.findIndex((mark) => mark.from === aim.from && mark.to === aim.to);
  const mark = marks[place];
  if (marks.length === 0) return <p className="hint">{words.noMarks}</p>;
  const step = (to: Aim | undefined, name: string): JSX.Element => (
    <button
      type="button"
      className="button button-quiet"
      aria-disabled={to === undefined}
      onClick={() => to !== undefined && onAim({ from: to.from, to: to.to, docId: to.docId })}
    >
      {name}
    </button>
  );
  return (
    <div className="reader-steps" role="group" aria-label={words.marks}>
      {step(before, words.previous)}
      {step(after, words.next)}
      <p className="hint" role="status">
        {mark === undefined ? words.offMark(marks.length) : words.markAt({ place: place + 1, of: marks.length, kind: mark.kind })}
        {mark !== undefined && (
          <span className="visually-hidden"> {text.slice(mark.from, Math.min(mark.to, mark.from + 300))}</span>
        )}
      </p>
    </div>
  );
}
