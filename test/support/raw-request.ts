import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** An answer as it crossed the wire. */
export interface RawAnswer {
  /** 0: there was none. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** All of the body that was promised came. */
  readonly whole: boolean;
}

/** A connection on which anything can be said. */
export interface RawConnection {
  readonly socket: Socket;
  /** All that came, once the other end is done with it. */
  readonly ended: Promise<Buffer>;
}

/** Opens a connection. What goes wrong on it is its end. */
export function rawConnection(port: number): RawConnection {
  const socket = connect(port, '127.0.0.1');
  const parts: Buffer[] = [];
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', () => {});
  return { socket, ended: new Promise((resolve) => void socket.on('close', () => resolve(Buffer.concat(parts)))) };
}

/** A request in its bytes: `lines` without their ends. `Connection: close` is added, so that the answer ends. */
export function requestText(lines: readonly string[], body = ''): string {
  return `${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`;
}

/** Says something on a connection of its own, byte for byte, and gives the first answer. No client of ours would send most of it. */
export async function rawRequest(port: number, text: string | Buffer): Promise<RawAnswer> {
  const { socket, ended } = rawConnection(port);
  socket.write(text);
  return readAnswer(await ended, text.toString('latin1').startsWith('HEAD '));
}

/** The first answer in what came. */
export function readAnswer(bytes: Buffer, ofHead = false): RawAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const [first = '', ...lines] = bytes.subarray(0, Math.max(0, end)).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const rest = end < 0 ? Buffer.of() : bytes.subarray(end + 4);
  const length = headers['content-length'];
  const body = ofHead
    ? { body: rest, whole: true }
    : headers['transfer-encoding'] === 'chunked'
      ? unchunked(rest)
      : {
          body: rest.subarray(0, length === undefined ? rest.length : Number(length)),
          whole: rest.length >= Number(length ?? 0),
        };
  return { status: Number(/^HTTP\/1\.[01] (\d{3})/u.exec(first)?.[1] ?? 0), headers, ...body };
}

function unchunked(bytes: Buffer): Pick<RawAnswer, 'body' | 'whole'> {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    const size = line < 0 ? Number.NaN : parseInt(bytes.subarray(at, line).toString('latin1'), 16);
    if (Number.isNaN(size) || size === 0) return { body: Buffer.concat(parts), whole: size === 0 };
    parts.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
}
