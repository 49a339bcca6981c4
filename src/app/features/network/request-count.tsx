import { useEffect, useRef } from 'react';
import type { JSX } from 'react';
import type { AppState } from '../../page/state.ts';
import { useNow, usePage } from '../../page/use-page.ts';
import * as english from '../../words/en/network.ts';
import { useWords } from '../../words/index.ts';
import { asked, countFrom, leaves, readCount, subscribeCount } from './counter.ts';
import type { RequestCount } from './counter.ts';
import './network.css';

/** Anything of a query or a list that could be sent somewhere. */
function selectStanding({ input }: AppState): boolean {
  return input.query !== '' || input.passages !== '' || input.files.length > 0;
}

function useCount(): RequestCount {
  return useNow(subscribeCount, readCount);
}

/** How many requests since something of the person's stands on the page, live, beside the line about privacy. Nothing while nothing stands there. */
export function RequestMark(): JSX.Element | null {
  const { network: words } = useWords().network ?? english;
  const standing = usePage(selectStanding);
  const opened = useRef(true);
  const count = useCount();
  useEffect(() => {
    countFrom(standing, opened.current);
    opened.current = false;
  }, [standing]);
  if (count.since === null || !count.told) return null;
  const seen = asked(count);
  const away = seen.filter(leaves).length;
  return (
    <span className="request-mark figure" data-requests={seen.length} data-away={away}>
      {count.fromOpening ? words.sinceOpened(seen.length) : words.since(seen.length)}
      {away > 0 && <strong className="hint-bad"> {words.away(away)}</strong>}
    </span>
  );
}

/** The list behind the count, and what it cannot see. */
export function RequestList(): JSX.Element {
  const { network: words } = useWords().network ?? english;
  const { bytes, seconds } = useWords().format;
  const count = useCount();
  const { since, requests } = count;
  return (
    <div className="request-list">
      {!count.told && <p>{words.untold}</p>}
      {count.told && since === null && <p>{words.nothingYet}</p>}
      {since !== null && requests.length === 0 && <p>{words.none}</p>}
      {since !== null && requests.length > 0 && (
        <div className="request-scroll" tabIndex={0} role="group" aria-label={words.list}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.when}</th>
                <th scope="col">{words.by}</th>
                <th scope="col">{words.address}</th>
                <th scope="col">{words.size}</th>
              </tr>
            </thead>
            <tbody>
              {requests.map((request, place) => (
                <tr key={place} data-away={leaves(request) || undefined}>
                  <td className="figure">{seconds(request.at - since)}</td>
                  <td>
                    <bdi>{request.realm === 'page' ? words.page : request.realm}</bdi>
                  </td>
                  <td dir="ltr">{leaves(request) ? request.url : new URL(request.url).pathname}</td>
                  <td className="figure">
                    {request.cached ? words.cached : request.bytes === null ? words.unknown : bytes(request.bytes)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="hint">{words.blind}</p>
    </div>
  );
}
