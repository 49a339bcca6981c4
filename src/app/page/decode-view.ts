import type { PageView } from './state.ts';

/** The view that was on when the page was left; anything else is the workbench. */
export function decodeView(text: string | null): PageView {
  return text === 'compare' || text === 'lenses' ? text : 'workbench';
}
