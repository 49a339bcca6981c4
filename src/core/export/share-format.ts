/**
 * A share link's hash: `#run=VERSION.LENGTH.CHECK.DATA`. LENGTH: UTF-8 bytes of the JSON in base 36; CHECK: the first 6 bytes of their sha256;
 * DATA: raw DEFLATE of them. CHECK and DATA in base64url without padding.
 */
export const SHARE_FORMAT = {
  prefix: '#run=',
  version: '1',
  /** Most characters of a hash: longer addresses are cut or refused by mail programs and messengers. */
  mostCharacters: 8192,
  /** Most bytes a link may unfold to. */
  mostBytes: 4_000_000,
  checkBytes: 6,
} as const;
