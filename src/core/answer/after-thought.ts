const openTag = '<think>';
const closeTag = '</think>';

/** What stands after the last `</think>`; nothing at all when a thought was opened and not closed. Text without tags stays as it is. */
export function afterThought(text: string): string {
  const close = text.lastIndexOf(closeTag);
  const rest = close === -1 ? text : text.slice(close + closeTag.length);
  const open = rest.indexOf(openTag);
  return open === -1 ? rest : rest.slice(0, open);
}
