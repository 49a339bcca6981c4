// The pure rooms are compiled without the DOM. Every realm they run in (page, worker, Node) has the decoder of the Encoding Standard.
declare class TextDecoder {
  constructor(label: string, options?: { readonly ignoreBOM?: boolean; readonly fatal?: boolean });
  decode(bytes: Uint8Array, options?: { readonly stream?: boolean }): string;
}
