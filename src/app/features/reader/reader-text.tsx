import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { JSX } from 'react';
import { blockAt, textBlocks } from '../../../core/documents/blocks.ts';
import type { TextBlock } from '../../../core/documents/blocks.ts';
import { litPieces } from '../../../core/read/opened.ts';
import type { LitPiece, OpenedDocument } from '../../../core/read/opened.ts';
import type { TextSpan } from '../../../core/text/spans.ts';
import { useToldWords } from '../../words/told.ts';

interface ReaderTextProps {
  readonly opened: OpenedDocument;
  /** What is to be seen. */
  readonly aim: TextSpan;
  /** The passage around it. */
  readonly passage: TextSpan | null;
}

/** Before a block has been measured: letters on a line, and a line's height in pixels. */
const LINE = { letters: 75, px: 26 };
/** Blocks beyond both ends of the pane. */
const BEYOND = 6;
/** So many frames the pane follows what it goes to: blocks are measured as they come, and move it. */
const FRAMES = 12;

/** A document's text, of which only what is seen is in the page: megabytes are scrolled as a page is. */
export function ReaderText({ opened, aim, passage }: ReaderTextProps): JSX.Element {
  const words = useToldWords().opened;
  const pane = useRef<HTMLDivElement>(null);
  const { text, outline } = opened;
  const blocks = useMemo(() => textBlocks(text, outline), [text, outline]);
  // Its functions are called right here and handed to nothing that remembers them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: blocks.length,
    getScrollElement: () => pane.current,
    estimateSize: (index) => estimated(blocks[index]),
    overscan: BEYOND,
    useFlushSync: false,
  });
  const target = blockAt(blocks, aim.from);
  useEffect(() => {
    pane.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    virtualizer.scrollToIndex(target, { align: 'center' });
    let left = FRAMES;
    let frame = 0;
    const follow = (): void => {
      bringIntoView(pane.current, pane.current?.querySelector('[data-aim]') ?? null);
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(follow);
    };
    frame = requestAnimationFrame(follow);
    return () => cancelAnimationFrame(frame);
    // The virtualizer is the same from render to render.
  }, [virtualizer, target, aim]);
  return (
    <div ref={pane} className="reader-text" role="document" aria-label={words.text} tabIndex={0}>
      <div className="reader-length" style={{ blockSize: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, key }) => {
          const block = blocks[index];
          if (block === undefined) return null;
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="reader-block"
              style={{ insetBlockStart: start }}
            >
              {block.page !== null && <p className="reader-page">{words.pageBegins(block.page)}</p>}
              <BlockText block={block} pieces={litPieces(opened, block, passage)} aim={aim} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** In the middle; what does not fit there, from its beginning. */
function bringIntoView(pane: HTMLElement | null, element: Element | null): void {
  if (pane === null || element === null) return;
  const tall = element.getBoundingClientRect().height > pane.clientHeight * 0.6;
  element.scrollIntoView({ block: tall ? 'start' : 'center' });
}

function estimated(block: TextBlock | undefined): number {
  return block === undefined ? LINE.px : (Math.ceil((block.to - block.from) / LINE.letters) + 0.5) * LINE.px;
}

interface BlockTextProps {
  readonly block: TextBlock;
  readonly pieces: readonly LitPiece[];
  readonly aim: TextSpan;
}

function BlockText({ block, pieces, aim }: BlockTextProps): JSX.Element {
  const text = pieces.map((piece) => {
    const looked = piece.from >= aim.from && piece.from < aim.to;
    const told = {
      'data-read': piece.read || undefined,
      'data-open': piece.open || undefined,
      // The first of what is looked at in this block.
      'data-aim': piece.from === Math.max(aim.from, block.from) && looked ? '' : undefined,
      'data-looked': looked || undefined,
    };
    return piece.quoted ? (
      <mark key={piece.from} {...told}>
        {piece.text}
      </mark>
    ) : (
      <span key={piece.from} {...told}>
        {piece.text}
      </span>
    );
  });
  if (block.heading === null)
    return (
      <p className="reader-paragraph" dir="auto">
        {text}
      </p>
    );
  return (
    <div className="reader-heading" role="heading" aria-level={Math.min(6, block.heading + 2)} dir="auto">
      {text}
    </div>
  );
}
