import type { JSX } from 'react';

interface NamedTextProps {
  readonly text: string;
  readonly name: string;
}

/** What a button says, and for who does not see the row that it stands in, of which model. */
export function NamedText({ text, name }: NamedTextProps): JSX.Element {
  return (
    <>
      {text}
      <span className="visually-hidden">: {name}</span>
    </>
  );
}
