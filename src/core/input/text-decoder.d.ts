// The pure rooms are compiled without the DOM. Every realm they run in (page, worker, Node) has the decoder of the Encoding Standard.
declare class TextDecoder {
  constructor(label: 'utf-8' | 'utf-16le' | 'utf-16be', options?: { readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
