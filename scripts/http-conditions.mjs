// Whether an answer sends its content, and which bytes of it: conditions and ranges of a GET, as RFC 9110 has them (sections 13 and 14).

/**
 * What is known of the content that would be sent. `tag`: its entity tag, a strong one; `changed`: when it changed last, in milliseconds of whole seconds.
 * @typedef {{ readonly tag: string, readonly changed: number }} ContentState
 * @typedef {import('node:http').IncomingHttpHeaders} Headers
 */

/**
 * The status that the conditions of a request lead to, in the order in which they count: 412 where it is not the content that was meant, 304 where the client has it
 * already, else 200.
 * @param {Headers} headers @param {ContentState} state
 * @returns {200 | 304 | 412}
 */
export function conditionOf(headers, { tag, changed }) {
  const match = headers['if-match'];
  const unchangedSince = dateOf(headers['if-unmodified-since']);
  if (match !== undefined) {
    if (!namesTag(match, tag, 'strong')) return 412;
  } else if (unchangedSince !== null && changed > unchangedSince) return 412;
  const noneMatch = headers['if-none-match'];
  if (noneMatch !== undefined) return namesTag(noneMatch, tag, 'weak') ? 304 : 200;
  const changedSince = dateOf(headers['if-modified-since']);
  return changedSince !== null && changed <= changedSince ? 304 : 200;
}

/**
 * Whether the bytes that a client has are of this content, so that a range of it helps. A date is taken only when it is exactly this one.
 * @param {string | string[] | undefined} ifRange @param {ContentState} state
 */
export function isSameVersion(ifRange, { tag, changed }) {
  if (ifRange === undefined) return true;
  const said = String(ifRange).trim();
  return said === tag || (!said.includes('"') && dateOf(said) === changed);
}

function dateOf(/** @type {string | undefined} */ said) {
  // Only the form that servers write; a date that can't be read is as good as none.
  if (said === undefined || !/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u.test(said)) return null;
  const time = Date.parse(said);
  return Number.isNaN(time) ? null : time;
}

function namesTag(/** @type {string} */ list, /** @type {string} */ tag, /** @type {'strong' | 'weak'} */ comparison) {
  if (list.trim() === '*') return true;
  const tags = [...list.matchAll(/(W\/)?("[^"]*")/gu)];
  return tags.some(([, weak, said]) => said === tag && (comparison === 'weak' || weak === undefined));
}

/**
 * A stretch of bytes, first and last included.
 * @typedef {{ readonly first: number, readonly last: number }} ByteRange
 */

/** Most stretches of one answer: more of them cost more in headers than they save. */
const MOST_RANGES = 16;

/**
 * Reads a `Range` header against a content of `size` bytes. Null: the header is passed over and the content sent whole, since it is of another unit, cannot be read
 * (`10-5`), or asks for more than the whole. `unsatisfiable`: each stretch begins behind the end. Otherwise what is to be sent, in the order asked for, cut at the
 * end of the content.
 * @param {string | undefined} header @param {number} size
 * @returns {readonly ByteRange[] | 'unsatisfiable' | null}
 */
export function readRanges(header, size) {
  const set = /^bytes=(.*)$/isu.exec(header?.trim() ?? '')?.[1];
  // Of an empty content no stretch can be named.
  if (set === undefined || size === 0) return null;
  // Lists may have empty members.
  const members = set
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
  if (members.length === 0 || members.length > MOST_RANGES) return null;
  /** @type {ByteRange[]} */
  const ranges = [];
  for (const member of members) {
    const range = readRange(member, size);
    if (range === null) return null;
    if (range.first < size) ranges.push({ first: range.first, last: Math.min(range.last, size - 1) });
  }
  if (ranges.length === 0) return 'unsatisfiable';
  const sum = ranges.reduce((all, { first, last }) => all + last - first + 1, 0);
  return sum > size ? null : ranges;
}

/** @returns {ByteRange | null} */
function readRange(/** @type {string} */ member, /** @type {number} */ size) {
  const [, from = '', to = ''] = /^(\d*)-(\d*)$/u.exec(member) ?? [];
  if (from === '' && to === '') return null;
  // The last so many bytes; of none of them, the first is behind the end.
  if (from === '') return { first: Math.max(0, size - Number(to)), last: size - 1 };
  if (to === '') return { first: Number(from), last: size - 1 };
  return Number(to) < Number(from) ? null : { first: Number(from), last: Number(to) };
}

/**
 * Whether a client takes gzip (12.5.3). `gzip;q=0` is a no.
 * @param {string | string[] | undefined} header `Accept-Encoding`
 */
export function takesGzip(header) {
  const weights = new Map(
    String(header ?? '')
      .toLowerCase()
      .split(',')
      .map((one) => {
        const [name = '', ...parameters] = one.split(';').map((part) => part.trim());
        const weight = parameters.find((parameter) => parameter.startsWith('q='));
        return [name, weight === undefined ? 1 : Number(weight.slice(2))];
      }),
  );
  return Number(weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}
