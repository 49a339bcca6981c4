import { Component, createContext, use } from 'react';
import type { Context, JSX, ReactNode } from 'react';
import { useWords } from '../words/index.ts';

/** What takes the record on stage away, so that the page can be drawn again; null: there is none. It is kept, and can be saved as a file. */
export const SetAsideContext: Context<(() => void) | null> = createContext<(() => void) | null>(null);

interface BoundaryProps {
  /** What is drawn in it. Where that is another one, drawing is tried again. */
  readonly of?: unknown;
  /** What stands there where it could not be drawn; by default a line that says so. */
  readonly instead?: (trouble: PanelTroubleProps) => ReactNode;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly failed: { readonly error: unknown } | null;
  readonly of: unknown;
}

/** A part of the page that cannot take the rest with it: where it cannot be drawn, it says so, and drawing can be tried again. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { failed: { error } };
  }

  static getDerivedStateFromProps({ of }: BoundaryProps, state: BoundaryState): Partial<BoundaryState> | null {
    return of === state.of ? null : { of, failed: null };
  }

  override state: BoundaryState = { failed: null, of: this.props.of };

  private readonly again = (): void => this.setState({ failed: null });

  override render(): ReactNode {
    const { failed } = this.state;
    const { instead, children } = this.props;
    if (failed === null) return children;
    const trouble = { error: failed.error, onAgain: this.again };
    return instead === undefined ? <PanelTrouble {...trouble} /> : instead(trouble);
  }
}

export interface PanelTroubleProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

interface TroubleWords {
  /** What could not be drawn, in place of "this part of the page". */
  readonly what?: string;
  /** Where it is once it has been set aside. */
  readonly setAsideAbout?: string;
}

/** Says of a part of the page that it could not be drawn. */
export function PanelTrouble({ error, onAgain, what, setAsideAbout }: PanelTroubleProps & TroubleWords): JSX.Element {
  const words = useWords().broken;
  const setAside = use(SetAsideContext);
  return (
    <div className="notice notice-error" role="alert">
      <p>{what ?? words.panel}</p>
      <ErrorLine error={error} />
      <div className="notice-tools">
        <button type="button" className="button button-quiet" onClick={onAgain}>
          {words.again}
        </button>
        {setAside !== null && (
          <button
            type="button"
            className="button button-quiet"
            onClick={() => {
              setAside();
              onAgain();
            }}
          >
            {words.setAside}
          </button>
        )}
      </div>
      {setAside !== null && <p className="hint">{setAsideAbout ?? words.setAsideAbout}</p>}
    </div>
  );
}

/** What was thrown, for those who want it. */
export function ErrorLine({ error }: { readonly error: unknown }): JSX.Element {
  const words = useWords().notices;
  return (
    <details className="technical">
      <summary>{words.technical}</summary>
      <p dir="ltr">
        <bdi>{textOf(error)}</bdi>
      </p>
    </details>
  );
}

/** Anything may be thrown, also what has no text. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return typeof error;
  }
}
