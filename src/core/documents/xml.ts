import { Parser } from 'htmlparser2';

/** What a walk through an XML file hears. Names are as written, with their prefix. */
export interface XmlVisit {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Elements may stand so deep inside each other; browsers end at a tenth of it. */
const DEEPEST = 5000;

/** Throws where elements stand too deep: the parser's time would grow with the depth. */
export function holdDepth(depth: number): void {
  if (depth > DEEPEST) throw new RangeError('elements stand too deep inside each other');
}

/** Walks through an XML file in order. What is not well-formed is heard as far as it is; no entity but XML's own is followed. Linear. Throws for elements too deep. */
export function walkXml(text: string, visit: XmlVisit): void {
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        holdDepth((depth += 1));
        visit.open?.(name, attributes);
      },
      ontext: (piece) => visit.text?.(piece),
      onclosetag(name) {
        depth -= 1;
        visit.close?.(name);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(text);
  parser.end();
}

/** A name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
