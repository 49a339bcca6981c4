import { useRef, useState } from 'react';
import type { JSX } from 'react';
import { freePresetId, MOST_PRESET_BYTES, readPresetJson } from '../../../core/preset/own.ts';
import type { PresetFileProblem, PresetNote } from '../../../core/preset/problem.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import { usePresetWords } from './words.ts';

/** What came of reading a prompt's file. */
type PresetFileReading =
  | { readonly ok: true; readonly preset: Preset; readonly notes: readonly PresetNote[] }
  | { readonly ok: false; readonly problems: readonly PresetFileProblem[] };

/** JSON or a RankLLM template, told apart by how it begins. The id is made free of those taken. The YAML reader is fetched only here. */
async function readPresetFile({
  name,
  text,
  ids,
}: {
  readonly name: string;
  readonly text: string;
  readonly ids: readonly string[];
}): Promise<PresetFileReading> {
  const stem = name.replace(/\.[^.]*$/u, '') || 'preset';
  if (text.trimStart().startsWith('{')) {
    const read = readPresetJson(text);
    if (!read.ok) return { ok: false, problems: read.error };
    return { ok: true, preset: { ...read.value, id: freePresetId(read.value.id, ids) }, notes: [] };
  }
  const { parseRankLlmYaml } = await import('../../../core/preset/yaml-read.ts');
  const read = parseRankLlmYaml(text, { id: freePresetId(stem, ids), title: stem });
  if (read.ok) return { ok: true, ...read.value };
  return {
    ok: false,
    problems: read.error.map((problem) => ({ ...problem, place: `${problem.line}:${problem.column}` })),
  };
}

/** A text for the browser's "save file". */
export interface SavedText {
  readonly name: string;
  readonly mime: string;
  readonly text: string;
}

interface PresetFilesProps {
  /** What is saved. */
  readonly preset: Preset;
  /** Ids that are taken. */
  readonly ids: readonly string[];
  readonly locked: boolean;
  readonly onSave: (file: SavedText) => void;
  readonly onOpen: (preset: Preset) => void;
}

type Notice =
  | { readonly type: 'refused'; readonly name: string; readonly problems: readonly PresetFileProblem[] }
  | { readonly type: 'opened'; readonly title: string; readonly notes: readonly PresetNote[] }
  | { readonly type: 'saved' | 'no-yaml' | 'no-reader'; readonly notes: readonly PresetNote[] };

/** Prompts as files: JSON, which says all, and RankLLM's templates, with what these cannot say. */
export function PresetFiles({ preset, ids, locked, onSave, onOpen }: PresetFilesProps): JSX.Element {
  const words = usePresetWords().preset;
  const chooser = useRef<HTMLInputElement>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  /** RankLLM's form is read and written by a part of the page that is fetched when it is needed. */
  const unfetched = (): void => setNotice({ type: 'no-reader', notes: [] });
  const saveYaml = async (): Promise<void> => {
    const { toRankLlmYaml } = await import('../../../core/preset/yaml-write.ts');
    const { text, notes } = toRankLlmYaml(preset);
    setNotice({ type: text === null ? 'no-yaml' : 'saved', notes });
    if (text !== null) onSave({ name: `${preset.id}.yaml`, mime: 'application/yaml', text });
  };
  const open = async (file: File): Promise<void> => {
    if (file.size > MOST_PRESET_BYTES) {
      const problem = { code: 'too-large', bytes: file.size, most: MOST_PRESET_BYTES, place: '' } as const;
      setNotice({ type: 'refused', name: file.name, problems: [problem] });
      return;
    }
    const read = await readPresetFile({ name: file.name, text: await file.text(), ids });
    if (read.ok) {
      setNotice({ type: 'opened', title: read.preset.title, notes: read.notes });
      onOpen(read.preset);
    } else setNotice({ type: 'refused', name: file.name, problems: read.problems });
  };
  return (
    <div className="preset-files">
      <p className="preset-actions">
        <span>{words.save}:</span>
        <button
          type="button"
          className="link"
          onClick={() => {
            setNotice(null);
            onSave({ name: `${preset.id}.json`, mime: 'application/json', text: `${JSON.stringify(preset, null, 2)}\n` });
          }}
        >
          {words.saveJson}
        </button>
        <button type="button" className="link" onClick={() => void saveYaml().catch(unfetched)}>
          {words.saveYaml}
        </button>
        <button type="button" className="link" disabled={locked} title={words.openHint} onClick={() => chooser.current?.click()}>
          {words.open}
        </button>
        <input
          ref={chooser}
          type="file"
          accept=".json,.yaml,.yml"
          hidden
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0];
            if (file !== undefined) void open(file).catch(unfetched);
            currentTarget.value = '';
          }}
        />
      </p>
      <div role="status">{notice !== null && <NoticeText notice={notice} />}</div>
    </div>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }): JSX.Element {
  const { preset: words, presetFaults: faults } = usePresetWords();
  if (notice.type === 'refused') {
    return (
      <>
        <p className="hint hint-bad">{words.refused(notice.name)}</p>
        <ul className="preset-notes">
          {notice.problems.map((problem, place) => (
            <li key={place}>
              {problem.place !== '' && <code dir="ltr">{problem.place}</code>} {faults.problem(problem)}
            </li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <>
      {notice.type === 'opened' && <p className="hint">{words.opened(notice.title)}</p>}
      {notice.type === 'no-reader' && <p className="hint hint-bad">{words.noReader}</p>}
      {notice.type === 'no-yaml' && <p className="hint hint-bad">{words.noYaml}</p>}
      {notice.notes.length > 0 && (
        <>
          {notice.type !== 'no-yaml' && <p className="hint">{words.notes}</p>}
          <ul className="preset-notes">
            {notice.notes.map((note, place) => (
              <li key={place}>{faults.note(note)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
