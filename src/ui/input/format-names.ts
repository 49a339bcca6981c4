import type { InputFormat } from '../../input/parse-request.ts';

/** How each reading is called on the page. */
export const FORMAT_NAMES: Readonly<Record<InputFormat, string>> = {
  blocks: 'blocks between blank lines',
  numbered: 'a numbered list',
  lines: 'one passage per line',
  'rank-llm-json': 'RankLLM JSON',
  'rank-llm-jsonl': 'RankLLM JSON Lines',
};
