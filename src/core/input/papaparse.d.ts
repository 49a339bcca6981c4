// The part of Papa Parse 5.7.1 that is used. Its published types bring in those of Node and the DOM, which the pure rooms must not see.
declare module 'papaparse' {
  interface Step {
    /** The row's cells. */
    readonly data: readonly string[];
    readonly errors: readonly { readonly code: string; readonly index?: number }[];
    /** `cursor`: UTF-16 offset where the row ends. */
    readonly meta: { readonly cursor: number };
  }
  const Papa: {
    parse(
      text: string,
      config: {
        readonly delimiter: string;
        readonly newline: '\n';
        readonly quoteChar?: string;
        readonly fastMode?: boolean;
        readonly step: (step: Step, parser: { readonly abort: () => void }) => void;
      },
    ): unknown;
  };
  export default Papa;
}
