import { isPythonSpace } from './is-python-space.ts';

/**
 * Group 1 of the pattern `<think>.*?</think>\s*<answer>(.*?)</answer>` (dot matches line breaks), as ReasonRank and Rank-R1 search for it; null
 * without a match. One pass, where the pattern itself would look again from every `<think>`.
 */
export function thinkAnswer(text: string): string | null {
  const opened = text.indexOf('<think>');
  if (opened === -1) return null;
  for (let close = text.indexOf('</think>', opened + 7); close !== -1; close = text.indexOf('</think>', close + 8)) {
    let at = close + 8;
    while (at < text.length && isPythonSpace(text.charAt(at))) at += 1;
    if (!text.startsWith('<answer>', at)) continue;
    const end = text.indexOf('</answer>', at + 8);
    return end === -1 ? null : text.slice(at + 8, end);
  }
  return null;
}
