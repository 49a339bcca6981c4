import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual';
import type { Range } from '@tanstack/react-virtual';
import { useCallback, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FocusEvent, JSX } from 'react';
import { HighlightContext } from '../../shell/highlight.ts';
import { LongListNote } from '../instant/long-list-note.tsx';
import type { RankedListProps } from './ranked-list.tsx';
import { RankedRowView } from './ranked-row.tsx';
import { RowMoves } from './row-moves.tsx';

/** Before a row has been measured. Pixels. */
const ESTIMATED_PX = 190;
const GAP_PX = 8;
/** Rows beyond both ends of the screen: enough for the next press of Tab or Page Down. */
const BEYOND = 6;

/** How often the list's place on the page is looked at. */
const LOOK_MS = 400;

/**
 * A long list of which only what is on screen is in the page, beside the row that holds the focus and those lit up, so that neither focus nor
 * links into the list are lost. Assistive technology is told the whole length.
 */
export function WindowedList({ rows, final, label, instant }: RankedListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const { active } = useContext(HighlightContext);
  const [marginPx, setMarginPx] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const order = JSON.stringify(rows.map((row) => row.docId));
  const docIds = useMemo(() => JSON.parse(order) as readonly string[], [order]);
  const pinned = useMemo(
    () => [focused, ...active].flatMap((docId) => (docId === null ? [] : docIds.indexOf(docId))).filter((index) => index >= 0),
    [focused, active, docIds],
  );
  // The list's own place on the page changes with whatever stands above it. Asked with every token it would cost a layout each.
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = (list.current?.getBoundingClientRect().top ?? 0) + scrollY;
      setMarginPx((now) => (Math.abs(now - top) < 1 ? now : top));
    };
    measure();
    const timer = setInterval(measure, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  // Its functions are called right here and handed to nothing that remembers them.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useWindowVirtualizer<HTMLLIElement>({
    count: rows.length,
    estimateSize: () => ESTIMATED_PX,
    gap: GAP_PX,
    overscan: BEYOND,
    scrollMargin: marginPx,
    useFlushSync: false,
    getItemKey: useCallback((index: number) => docIds[index] ?? index, [docIds]),
    rangeExtractor: useCallback(
      (range: Range) =>
        pinned.length === 0
          ? defaultRangeExtractor(range)
          : [...new Set([...defaultRangeExtractor(range), ...pinned])].sort((one, other) => one - other),
      [pinned],
    ),
  });
  const keepFocused = ({ target }: FocusEvent<HTMLOListElement>): void =>
    setFocused(target.closest<HTMLElement>('li[data-key]')?.dataset['key'] ?? null);
  return (
    <>
      {instant !== undefined && <LongListNote {...instant} />}
      <RowMoves list={list} order={order}>
        <ol
          ref={list}
          className="ranked-list ranked-list-windowed"
          aria-label={label}
          style={{ blockSize: virtualizer.getTotalSize() }}
          onFocus={keepFocused}
          onBlur={() => setFocused(null)}
        >
          {virtualizer.getVirtualItems().map(({ index, start }, place, shown) => {
            const row = rows[index];
            const before = shown[place - 1]?.end ?? marginPx;
            if (row === undefined) return null;
            return (
              <li
                key={row.docId}
                ref={virtualizer.measureElement}
                data-key={row.docId}
                data-index={index}
                aria-setsize={rows.length}
                aria-posinset={index + 1}
                // In the flow: a row that grows moves those under it at once, before it has been measured anew.
                style={{ marginBlockStart: start - before }}
              >
                <RankedRowView row={row} final={final} />
              </li>
            );
          })}
        </ol>
      </RowMoves>
    </>
  );
}
