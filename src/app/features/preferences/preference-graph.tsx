import { use, useRef, useState } from 'react';
import type { JSX, KeyboardEvent } from 'react';
import type { PreferenceNode, RunPreferences } from '../../../core/read/preferences.ts';
import { HighlightContext } from '../../shell/highlight.ts';
import { LanguageContext, LANGUAGES, useWords } from '../../words/index.ts';
import { useStageWords } from '../../words/stage.ts';
import { cutLabel } from '../charts/cut-label.ts';
import { useWidth } from '../charts/use-width.ts';
import { graphLayout, MARK_RADIUS_PX, MOST_NAMES } from './layout.ts';
import type { NodeBox } from './layout.ts';
import type { PreferenceNames } from './preferences-view.tsx';

const FONT_PX = 12;
const LINE_PX = 17;
const PADDING_PX = 8;

interface BoxProps {
  readonly box: NodeBox;
  readonly node: PreferenceNode;
  readonly names: PreferenceNames;
}

/** A passage or tie: its place in the list and as much of each name as fits. Solid where its place is certain. */
function Box({ box, node, names }: BoxProps): JSX.Element {
  const words = useStageWords().preferences;
  const { format } = useWords();
  const { active, point } = use(HighlightContext);
  const { x, y, width, height } = box;
  const place = `${node.docIds.length > 1 ? '=' : ''}${format.number(node.place)}`;
  const shown = node.docIds
    .slice(0, MOST_NAMES)
    .map((docId) => cutLabel({ text: names.nameOf(docId), widthPx: width - 2 * PADDING_PX, fontPx: FONT_PX }));
  const more = node.docIds.length - shown.length;
  const lines = [...shown, ...(more > 0 ? [words.more(more)] : [])];
  return (
    <g
      className="preference-box"
      data-certified={node.certified || undefined}
      data-active={node.docIds.some((docId) => active.has(docId)) || undefined}
      onMouseEnter={() => point(node.docIds)}
      onMouseLeave={() => point([])}
    >
      <title>{names.nodeName(node)}</title>
      <rect x={x} y={y} width={width} height={height} rx={6} />
      <text className="preference-place" x={x + width / 2} y={y + LINE_PX} textAnchor="middle">
        {place}
      </text>
      {lines.map((line, at) => (
        // Names may be alike; their lines have no other mark than their place.
        <text
          key={`${at} ${line}`}
          x={x + width / 2}
          y={y + LINE_PX * (at + 2)}
          textAnchor="middle"
        >{`\u2068${line}\u2069`}</text>
      ))}
    </g>
  );
}

interface PreferenceGraphProps {
  readonly preferences: RunPreferences;
  readonly names: PreferenceNames;
  readonly onOpen: (window: number) => void;
}

/** Who stands above whom, in SVG, best on top. The lines are one stop for Tab, arrow keys go from line to line; each opens the answer that made it. */
export function PreferenceGraph({ preferences, names, onOpen }: PreferenceGraphProps): JSX.Element {
  const words = useStageWords().preferences;
  const { format } = useWords();
  const rtl = LANGUAGES[use(LanguageContext)].dir === 'rtl';
  const { point } = use(HighlightContext);
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame, 560);
  const [stop, setStop] = useState(0);
  const { nodes, edges } = preferences;
  const { heightPx, boxes, lines } = graphLayout({ nodes, edges, widthPx, rtl });
  const tabStop = Math.min(stop, lines.length - 1);
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const [forward, back] = rtl ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft'];
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: tabStop + 1,
      ArrowUp: tabStop - 1,
      Home: 0,
      End: lines.length - 1,
    };
    const to = event.key === forward ? tabStop + 1 : event.key === back ? tabStop - 1 : steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(lines.length - 1, Math.max(0, to));
    setStop(next);
    event.currentTarget.querySelector<SVGGElement>(`[data-preference-line="${next}"]`)?.focus();
  };
  return (
    <div ref={frame} className="preference-graph">
      <svg
        width={widthPx}
        height={heightPx + 2}
        viewBox={`0 -1 ${widthPx} ${heightPx + 2}`}
        role="group"
        aria-label={`${words.title}. ${words.keys}`}
        direction={rtl ? 'rtl' : 'ltr'}
        fontSize={FONT_PX}
        onKeyDown={onKeyDown}
      >
        <g aria-hidden="true">
          {lines.map(({ edge, path }) => (
            <path
              key={edge}
              className="preference-under"
              data-unsaid={edges[edge]?.answers[0]?.said === false || undefined}
              d={path}
            />
          ))}
          {boxes.map((box) => {
            const node = nodes[box.node];
            return node === undefined ? null : <Box key={box.node} box={box} node={node} names={names} />;
          })}
        </g>
        {lines.map(({ edge, path, mark }, at) => {
          const one = edges[edge];
          const first = one?.answers[0];
          if (one === undefined || first === undefined) return null;
          const label = names.edgeName(one);
          const ends = [one.from, one.to].flatMap((node) => nodes[node]?.docIds ?? []);
          return (
            <g
              key={edge}
              className="preference-line"
              data-preference-line={at}
              data-unsaid={!first.said || undefined}
              role="button"
              tabIndex={at === tabStop ? 0 : -1}
              aria-label={label}
              onFocus={() => {
                setStop(at);
                point(ends);
              }}
              onBlur={() => point([])}
              onMouseEnter={() => point(ends)}
              onMouseLeave={() => point([])}
              onClick={() => onOpen(first.window)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                onOpen(first.window);
              }}
            >
              <title>{label}</title>
              <path className="preference-stroke" d={path} />
              <circle cx={mark.x} cy={mark.y} r={MARK_RADIUS_PX} />
              <text x={mark.x} y={mark.y} dy="0.35em" textAnchor="middle">
                {`${format.number(first.window + 1)}${one.answers.length > 1 ? '+' : ''}`}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
