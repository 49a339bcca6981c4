import { useRef, useState } from 'react';
import type { JSX, KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { RowMoves } from '../ranking/row-moves.tsx';
import { useObjects } from './pointing.tsx';
import { useLessonsWords } from './words.ts';
import { useWords } from '../../words/index.ts';

/** A passage on a lesson's stage. */
export interface StageRow {
  /** Its name on stage, to which the text points. */
  readonly name: string;
  readonly text: string;
}

interface StageRowsProps {
  /** In the order in which they stand. */
  readonly rows: readonly StageRow[];
  /** Puts them in another order, by name; null: they stand still. */
  readonly onOrder: ((names: readonly string[]) => void) | null;
  readonly label: string;
  /** What stands behind the text of a row. */
  readonly after?: (row: StageRow, place: number) => ReactNode;
  /** Marks a row: its look alone, what it means is said elsewhere. */
  readonly mark?: (row: StageRow, place: number) => string | undefined;
}

/** One name moved to another place. */
function movedTo(rows: readonly StageRow[], from: number, to: number): readonly string[] {
  const names = rows.map(({ name }) => name);
  const [moved] = names.splice(from, 1);
  return moved === undefined ? names : names.toSpliced(to, 0, moved);
}

/**
 * Passages in a row, one stop of the Tab key. Arrows go from one to the next; Space picks one up and puts it down, and in between arrows move it. A finger or a
 * mouse drags it. Rows glide to their new places, except where less motion is asked for.
 */
export function StageRows({ rows, onOrder, label, after, mark }: StageRowsProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  const objects = useObjects();
  const { rows: words } = useLessonsWords().lessons;
  const { number } = useWords().format;
  const [stop, setStop] = useState<string | null>(null);
  const [held, setHeld] = useState<string | null>(null);
  const dragged = useRef<string | null>(null);
  const place = Math.max(
    0,
    rows.findIndex(({ name }) => name === stop),
  );
  // At once: the next key may come before the next frame. A row that moves keeps the focus that it has.
  const focus = (name: string | undefined): void =>
    list.current?.querySelector<HTMLElement>(`[data-key="${name}"] button`)?.focus();
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? rows.length - 1 : by === undefined ? -1 : place + by;
    if (event.key === 'Escape' && held !== null) setHeld(null);
    if (to < 0 || to >= rows.length) return;
    event.preventDefault();
    const moves = onOrder !== null && (held !== null || event.altKey);
    if (moves) onOrder(movedTo(rows, place, to));
    focus(moves ? rows[place]?.name : rows[to]?.name);
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (dragged.current === null || onOrder === null) return;
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const [from, to] = [dragged.current, over].map((one) => rows.findIndex(({ name }) => name === one));
    if (from !== undefined && to !== undefined && from >= 0 && to >= 0 && from !== to) onOrder(movedTo(rows, from, to));
  };
  return (
    <>
      <ol className="stage-rows" ref={list} aria-label={label} onKeyDown={press} data-movable={onOrder !== null || undefined}>
        <RowMoves list={list} order={rows.map(({ name }) => name).join(' ')}>
          {rows.map((row, at) => (
            <li
              key={row.name}
              data-key={row.name}
              data-mark={mark?.(row, at)}
              data-held={held === row.name || undefined}
              {...objects(row.name)}
            >
              <span className="stage-place figure">{number(at + 1)}</span>
              <button
                type="button"
                className="stage-row"
                tabIndex={at === place ? 0 : -1}
                aria-pressed={onOrder === null ? undefined : held === row.name}
                onFocus={() => setStop(row.name)}
                onClick={() => {
                  if (onOrder !== null) setHeld(held === row.name ? null : row.name);
                }}
                onPointerDown={(event) => {
                  if (onOrder === null) return;
                  dragged.current = row.name;
                  event.currentTarget.setPointerCapture(event.pointerId);
                }}
                onPointerMove={drag}
                onPointerUp={() => {
                  dragged.current = null;
                }}
                onPointerCancel={() => {
                  dragged.current = null;
                }}
              >
                {row.text}
              </button>
              {after?.(row, at)}
            </li>
          ))}
        </RowMoves>
      </ol>
      {onOrder !== null && <p className="hint">{held === null ? words.go : words.held}</p>}
      <p className="visually-hidden" role="status">
        {held !== null && words.placed({ text: rows[place]?.text ?? '', place: place + 1, of: rows.length })}
      </p>
    </>
  );
}
