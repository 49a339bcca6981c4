import type { JSX } from 'react';

/** What Rank will do, told before it is pressed. */
export function HowItWorks(): JSX.Element {
  return (
    <section className="panel how" aria-label="How it works">
      <h2>What happens when you press Rank</h2>
      <ol>
        <li>The model comes from this site into your browser, once, and runs on your graphics processor.</li>
        <li>It reads the passages a window at a time and writes down what it finds, quoting them. Every quote is checked.</li>
        <li>It answers with an order. The list moves; what was cut, repaired or forced is said.</li>
      </ol>
    </section>
  );
}
