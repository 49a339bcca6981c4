/** Was a thought opened and not closed by the end of the output? */
export function endsInThought(output: string): boolean {
  return output.lastIndexOf('<think>') > output.lastIndexOf('</think>');
}
