/** One event of a stream: the joined `data` lines. */
export interface ServerSentEvent {
  readonly data: string;
}

/**
 * Reads `text/event-stream` (WHATWG HTML, 9.2) from bytes cut anywhere: line ends of all three kinds, comments, several `data` lines, a byte-order mark.
 * What stands after the last blank line when the stream ends is no event: it was cut off.
 */
export function createEventReader(): {
  push(bytes: Uint8Array): readonly ServerSentEvent[];
} {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];

  const takeLine = (line: string): ServerSentEvent | null => {
    if (line === '') {
      const event = data.length === 0 ? null : { data: data.join('\n') };
      data = [];
      return event;
    }
    // Comments (llama.cpp's pings) and other fields say nothing here.
    if (line.startsWith('data:')) data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
    else if (line === 'data') data.push('');
    return null;
  };

  return {
    push(bytes) {
      rest += decoder.decode(bytes, { stream: true });
      const events: ServerSentEvent[] = [];
      for (;;) {
        const end = rest.search(/\r|\n/);
        // A carriage return at the very end may be half of a line end.
        if (end === -1 || (rest[end] === '\r' && end === rest.length - 1)) return events;
        const event = takeLine(rest.slice(0, end));
        if (event !== null) events.push(event);
        rest = rest.slice(end + (rest.startsWith('\r\n', end) ? 2 : 1));
      }
    },
  };
}
