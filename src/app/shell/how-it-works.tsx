import type { JSX } from 'react';
import { useWords } from '../words/index.ts';

/** What Rank will do, told before it is pressed. */
export function HowItWorks(): JSX.Element {
  const words = useWords().shell;
  return (
    <section className="panel how" aria-label={words.howLabel}>
      <h2>{words.howTitle}</h2>
      <ol>
        {words.how.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
