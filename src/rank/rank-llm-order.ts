import { asciiDigits } from './ascii-digits.ts';

/**
 * RankLLM's reading of a response, for replaying its published runs: text after the last `</think>`, every run of digits an identifier,
 * first one kept, unknown ones dropped, missing ones appended in the order they had. Always a permutation of 0-based positions.
 * Glassrank itself reads answers by `parseOrder`.
 */
export function rankLlmOrder(response: string, count: number): readonly number[] {
  const answer = response.split('</think>').at(-1) ?? '';
  const order = new Set<number>();
  for (const [digits] of asciiDigits(answer).matchAll(/[0-9]+/g)) {
    const identifier = Number(digits);
    if (identifier >= 1 && identifier <= count) order.add(identifier - 1);
  }
  for (let position = 0; position < count; position += 1) order.add(position);
  return [...order];
}
