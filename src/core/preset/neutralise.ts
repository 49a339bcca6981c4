const identifier = /\[(\p{Nd}+)\]/gu;
const controlMark = /<\|/g;
const channelTag = /<( ?\/? ?(?:think|answer) ?)>/gi;

/**
 * Takes from a query or passage what could pass for the prompt's own marks: `[12]` → `(12)` in every script's digits (as ReasonRank does),
 * `<|` → `‹|`, `<think>`, `</answer>` and the like → `‹think›`. White space runs become one space. `count`: marks changed, spaces aside.
 */
export function neutralise(text: string): { readonly text: string; readonly count: number } {
  let count = 0;
  const changed = text
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replaceAll(identifier, (_, digits: string) => {
      count += 1;
      return `(${digits})`;
    })
    .replaceAll(channelTag, (_, tag: string) => {
      count += 1;
      return `‹${tag}›`;
    })
    .replaceAll(controlMark, () => {
      count += 1;
      return '‹|';
    });
  return { text: changed, count };
}
