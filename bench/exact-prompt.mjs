/**
 * English text of exactly `tokens` tokens: sentences, then digits, which are tokens of their own. Runs in a page. Throws for a tokenizer
 * that has no such text.
 * @param {{ encode(text: string): { length: number } }} tokenizer @param {number} tokens
 */
export function exactPrompt(tokenizer, tokens) {
  const source = 'The quick brown fox jumps over the lazy dog while seven bees carry honey home. '.repeat(Math.ceil(tokens / 8));
  let [fits, over] = [0, source.length];
  while (over - fits > 1) {
    const middle = (fits + over) >> 1;
    if (tokenizer.encode(source.slice(0, middle)).length <= tokens) fits = middle;
    else over = middle;
  }
  let text = source.slice(0, fits);
  while (tokenizer.encode(text).length < tokens) text += '7';
  if (tokenizer.encode(text).length !== tokens) throw new Error(`This tokenizer gives no text of exactly ${tokens} tokens.`);
  return text;
}
