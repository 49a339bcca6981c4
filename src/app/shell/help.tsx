import type { JSX } from 'react';
import { use } from 'react';
import { useWords } from '../words/index.ts';
import { FrameContext } from './frame.ts';

/** What Rank will do, told before it is pressed. */
export function HowItWorks(): JSX.Element {
  const all = useWords();
  const words = all.shell;
  const own = use(FrameContext)?.steps(all).how;
  const steps = words.how.map((step, place) => (place === 0 ? (own ?? step) : step));
  return (
    <section className="panel how" aria-label={words.howLabel}>
      <h2>{words.howTitle}</h2>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
