import type { JSX } from 'react';
import type { AdapterSummary } from '../../protocol/engine-api.ts';

/** Said plainly, because it decides whether a run takes seconds or minutes. */
export function SoftwareNotice({ adapter }: { readonly adapter: AdapterSummary }): JSX.Element {
  return (
    <p className="notice notice-slow">
      <strong>No graphics processor is in use.</strong> This browser runs the graphics code on the processor
      {adapter.architecture === '' ? '' : ` (${adapter.architecture})`}. Everything works, but slowly: four short passages take
      about half a minute, longer lists take minutes.
    </p>
  );
}
