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
