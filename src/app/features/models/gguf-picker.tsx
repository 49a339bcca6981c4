import { useEffect, useRef, useState } from 'react';
import type { JSX } from 'react';
import { Lazily, part } from '../../page/part.tsx';
import { useWords } from '../../words/index.ts';

/** What a GGUF file is and what it takes: only for those who bring one. */
const ggufPart = part(() => import('./gguf-file.tsx'));

interface GgufPickerProps {
  readonly then: 'use' | 'keep';
  readonly disabled?: boolean;
  readonly contextTokens?: number;
  /** Hears that one was dropped: what it stands in may be folded away. */
  readonly onDropped?: () => void;
  readonly onStored: (modelId: string) => void;
}

const isGguf = (file: File | undefined): file is File => file !== undefined && /\.gguf$/iu.test(file.name);

/** A way to bring a GGUF file: picked, or dropped anywhere on the page, before anything else there takes it for a list. */
export function GgufPicker({ then, disabled = false, contextTokens, onDropped, onStored }: GgufPickerProps): JSX.Element {
  const words = useWords().modelChoice;
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const heard = useRef({ disabled, onDropped });
  useEffect(() => {
    heard.current = { disabled, onDropped };
  });
  useEffect(() => {
    const drop = (event: DragEvent): void => {
      const files = [...(event.dataTransfer?.files ?? [])];
      const [only] = files;
      if (files.length !== 1 || !isGguf(only) || heard.current.disabled) return;
      event.preventDefault();
      event.stopPropagation();
      // What else shows that files hang over the page hears that they do no more.
      document.dispatchEvent(new DragEvent('dragleave'));
      setFile(only);
      heard.current.onDropped?.();
    };
    // Before the page's own listeners, which stand on the document.
    window.addEventListener('drop', drop, { capture: true });
    return () => window.removeEventListener('drop', drop, { capture: true });
  }, []);
  return (
    <div className="gguf-picker">
      <p className="model-more">
        <button type="button" className="link" disabled={disabled} onClick={() => input.current?.click()}>
          {words.openGguf}
        </button>{' '}
        <span>{words.openGgufAbout}</span>
        <input
          ref={input}
          type="file"
          accept=".gguf"
          hidden
          onChange={({ currentTarget }) => {
            const [picked] = currentTarget.files ?? [];
            // Whatever it is called: its head says what it is.
            if (picked !== undefined) setFile(picked);
            currentTarget.value = '';
          }}
        />
      </p>
      {file !== null && (
        <Lazily part={ggufPart}>
          {({ GgufFile }) => (
            <GgufFile
              key={`${file.name} ${file.size} ${file.lastModified}`}
              file={file}
              then={then}
              {...(contextTokens === undefined ? {} : { contextTokens })}
              onLeave={() => setFile(null)}
              onStored={({ id }) => {
                setFile(null);
                onStored(id);
              }}
            />
          )}
        </Lazily>
      )}
    </div>
  );
}
