import { Fragment } from 'react';
import type { JSX, ReactNode } from 'react';

/** A sentence of a catalogue whose {names} are places for elements: word order is the language's own. */
export function FilledText({
  text,
  parts,
}: {
  readonly text: string;
  readonly parts: Readonly<Record<string, ReactNode>>;
}): JSX.Element {
  return (
    <>
      {text.split(/\{(\w+)\}/u).map((piece, index) => (
        <Fragment key={index}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>
      ))}
    </>
  );
}
