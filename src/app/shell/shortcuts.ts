import { useEffect, useRef } from 'react';

/** Puts the focus on the row after or before the one that has it; on the first or last where none has. */
export function moveRowFocus(root: HTMLElement | null, by: 1 | -1): void {
  const rows = [...(root?.querySelectorAll<HTMLElement>('[data-doc-row]') ?? [])];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at === -1 ? (by === 1 ? rows[0] : rows.at(-1)) : rows[at + by];
  if (next === undefined) return;
  // Rows are no stops of the Tab key; a script can put the focus there all the same.
  if (!next.hasAttribute('tabindex')) next.tabIndex = -1;
  next.focus();
}

/** What the keys do. */
interface ShortcutActions {
  readonly query: () => void;
  readonly rank: () => void;
  /** Ends what goes on; nothing: nothing did. */
  readonly stop: () => 'stopped' | 'nothing';
  readonly moveRow: (by: 1 | -1) => void;
  readonly trace: () => void;
  readonly stepWindow: (by: 1 | -1) => void;
  readonly help: () => void;
}

/** Keyboards of other scripts give their own letters: there the key's place on the board counts. */
const BY_PLACE: Readonly<Record<string, string>> = {
  KeyR: 'r',
  KeyJ: 'j',
  KeyK: 'k',
  KeyT: 't',
  BracketLeft: '[',
  BracketRight: ']',
};

function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key === '؟' || key === '？') return '?';
  if (key === 'Escape' || /^[\u0020-\u007e]$/u.test(key)) return key;
  return shiftKey ? '' : (BY_PLACE[code] ?? '');
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  // A slider or a checkbox takes no letters; whatever else an input is may.
  return target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type);
}

/** Ctrl or Cmd with Enter ranks, from within a field too: it is no single letter, so it is always on. */
function useRankKey(latest: { readonly current: ShortcutActions }, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event;
      if (key !== 'Enter' || !(ctrlKey || metaKey) || altKey || shiftKey || isComposing || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      latest.current.rank();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest, on]);
}

/**
 * The page's single-letter keys, where the person wants them (`letters`). They never act while a field has the focus, a dialog is open, or another part of the
 * page has used the key. Escape types nothing, so it stops a run or a load from within a field too, and leaves the text alone.
 */
export function useShortcuts(
  actions: ShortcutActions,
  { here, letters }: { readonly here: boolean; readonly letters: boolean },
): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useRankKey(latest, here);
  const on = here && letters;
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const key = keyOf(event);
      // In an open choice Escape closes that.
      const goesOut = key === 'Escape' && !(event.target instanceof HTMLSelectElement);
      if ((isField(event.target) && !goesOut) || document.querySelector('dialog[open]') !== null) return;
      const { query, rank, stop, moveRow, trace, stepWindow, help } = latest.current;
      const acts: Readonly<Record<string, () => unknown>> = {
        '/': query,
        r: rank,
        j: () => moveRow(1),
        k: () => moveRow(-1),
        t: trace,
        '[': () => stepWindow(-1),
        ']': () => stepWindow(1),
        '?': help,
        Escape: stop,
      };
      const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
      if (act === undefined) return;
      // Escape first closes what is open over the page; only then does it stop a run, and where there is none, leave a field.
      if (key === 'Escape' && document.querySelector('details[data-menu][open]') !== null) return;
      if (key !== 'Escape') event.preventDefault();
      if (act() === 'nothing' && key === 'Escape' && isField(event.target)) (event.target as HTMLElement).blur();
    };
    // Capturing: a fold that Escape closes is still open when it is looked at here.
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [on]);
}
