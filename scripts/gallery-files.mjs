/** @typedef {{ type: string, [field: string]: any }} Event */

/**
 * A list of scripts/gallery-lists.json as a request. Passages are texts, or `{ title, text }`.
 * @param {{ id: string, query: string, passages: readonly (string | { title?: string, text: string })[] }} list
 */
export function requestOf({ query, passages }) {
  return {
    query: { id: 'q1', text: query },
    candidates: passages.map((passage, place) => {
      const { title, text } = typeof passage === 'string' ? { title: undefined, text: passage } : passage;
      return { docId: `p${place + 1}`, ...(title === undefined ? {} : { title }), text };
    }),
  };
}

/**
 * A recorded run as the gallery keeps it: a run log that the page opens as any other, named after its entry, times in whole milliseconds, with who wrote the
 * passages and under which licence.
 * @param {{ id: string, events: readonly Event[], credit: object, toLogFile: Function, appVersion: string, exportedAt: string }} run
 */
export function galleryFile({ id, events, credit, toLogFile, appVersion, exportedAt }) {
  const log = events.map((event, seq) => ({ ...event, runId: `gallery-${id}`, seq, at: Math.round(event.at) }));
  const { events: kept, ...header } = toLogFile({ log, appVersion, exportedAt });
  return { ...header, credit, events: kept };
}

/** Tokens as they were written: of what, in which window, their text. @param {readonly Event[]} events */
function tokensOf(events) {
  return events.flatMap((event) => {
    const of = { 'reasoning-delta': 'the thought', 'answer-delta': 'the answer' }[event.type];
    return of === undefined ? [] : [{ of, window: event.window, text: event.text }];
  });
}

/**
 * Where two runs' texts part, in words; null: nowhere, and the orders are the same. How the texts were cut into events does not count.
 * @param {readonly Event[]} recorded
 * @param {readonly Event[]} now
 */
export function firstDifference(recorded, now) {
  const parts = [recorded, now].map((events) => {
    const texts = new Map();
    for (const { of, window, text } of tokensOf(events)) {
      const place = `window ${window + 1}, ${of}`;
      texts.set(place, (texts.get(place) ?? '') + text);
    }
    return texts;
  });
  const [before, after] = parts;
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(place) ?? '', after.get(place) ?? ''];
    if (one === other) continue;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const tokens = tokensOf(recorded).filter(({ of, window }) => `window ${window + 1}, ${of}` === place);
    let [token, read] = [0, 0];
    while (token < tokens.length && read + tokens[token].text.length <= at) read += tokens[token++].text.length;
    const shown = (text) => JSON.stringify(text.slice(read, read + 24));
    return `${place}, token ${token + 1} differs: ${shown(one)} was recorded, ${shown(other)} is written now`;
  }
  const [old, fresh] = [recorded, now].map((events) => events.at(-1)?.ranking?.join(' '));
  return old === fresh ? null : `the same text, another order: ${old} was recorded, ${fresh} comes now`;
}
