import { Component } from 'react';
import type { ReactNode, RefObject } from 'react';

interface RowMovesProps {
  readonly list: RefObject<HTMLElement | null>;
  /** Rows glide when this changes. */
  readonly order: string;
  readonly children: ReactNode;
}

type Places = ReadonlyMap<string, number>;

/** Animating more rows than a screen shows is work nobody sees. */
const MOST_ROWS = 30;
const MOVE_MS = 420;

function rowsOf(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.children ?? [])].filter((row): row is HTMLElement => row instanceof HTMLElement);
}

/** Where each row stands on the screen, without what an animation adds. The list may have moved with what stands above it. */
function placesOf(list: HTMLElement | null): Places {
  const top = list?.getBoundingClientRect().top ?? 0;
  return new Map(rowsOf(list).map((row) => [row.dataset['key'] ?? '', top + row.offsetTop]));
}

function glide(list: HTMLElement | null, before: Places): void {
  const after = placesOf(list);
  let moving = 0;
  for (const row of rowsOf(list)) {
    const key = row.dataset['key'] ?? '';
    const was = before.get(key);
    const is = after.get(key);
    if (was === undefined || is === undefined || was === is || moving >= MOST_ROWS) continue;
    const seen = Math.max(was, is) + row.offsetHeight > 0 && Math.min(was, is) < innerHeight;
    if (!seen) continue;
    moving += 1;
    row.animate([{ transform: `translateY(${was - is}px)` }, { transform: 'none' }], {
      duration: MOVE_MS,
      easing: 'cubic-bezier(.2, .7, .2, 1)',
    });
  }
}

/**
 * Rows on screen glide from where they were to where they are (FLIP, by transform only). With reduced motion they just stand at their new
 * place. A class, because hooks have no moment before the page changes: places measured any earlier are stale when rows have grown since.
 */
export class RowMoves extends Component<RowMovesProps> {
  override getSnapshotBeforeUpdate(previous: RowMovesProps): Places | null {
    if (previous.order === this.props.order || matchMedia('(prefers-reduced-motion: reduce)').matches) return null;
    return placesOf(this.props.list.current);
  }

  override componentDidUpdate(_props: RowMovesProps, _state: unknown, before: Places | null): void {
    if (before !== null) glide(this.props.list.current, before);
  }

  override render(): ReactNode {
    return this.props.children;
  }
}
