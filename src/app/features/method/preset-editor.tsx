import type { JSX, ReactNode } from 'react';
import { useEffect, useId, useRef } from 'react';
import { answerOfType, answerTypeOf } from '../../../core/answer/shape.ts';
import type { ParserId } from '../../../core/parser/index.ts';
import { PARSER_IDS, PARSERS } from '../../../core/parser/index.ts';
import { checkPreset } from '../../../core/preset/check.ts';
import type { Preset } from '../../../core/preset/preset.ts';
import type { PresetProblem } from '../../../core/preset/problem.ts';
import { methodLimits } from '../../../core/run/method.ts';
import { useWords } from '../../words/index.ts';
import { AnswerEditor } from './answer-editor.tsx';
import { ChoiceField, FieldProblems, PlainNumberField, SwitchField, TextField } from './fields.tsx';
import { MessageEditor } from './message-editor.tsx';
import { StrategyChoice } from './strategy-choice.tsx';
import { usePresetWords } from './words.ts';

interface PresetEditorProps {
  readonly preset: Preset;
  readonly problems: readonly PresetProblem[];
  readonly onChange: (preset: Preset) => void;
}

const FIRST_THOUGHT = { open: '<think>', close: '</think>', tokens: 1024 } as const;
const PARSER_TITLES = Object.fromEntries(PARSER_IDS.map((id) => [id, PARSERS[id].title])) as Record<ParserId, string>;

/** Every field of a preset but its id, which its name in files and logs hangs on. */
function PresetEditor({ preset, problems, onChange }: PresetEditorProps): JSX.Element {
  const words = usePresetWords().preset;
  const { asks } = useWords().method;
  const change = (part: Partial<Preset>): void => onChange({ ...preset, ...part });
  const text = (
    name: 'title' | 'source' | 'passage' | 'separator' | 'titled' | 'prefill' | 'fallback',
    rows = 1,
  ): JSX.Element => (
    <TextField
      name={name}
      field={name}
      value={preset[name]}
      rows={rows}
      problems={problems}
      onChange={(value) => change({ [name]: value })}
    />
  );
  const { cut, thought, sampling } = preset;
  const sample = (name: 'temperature' | 'topP' | 'topK'): JSX.Element => (
    <PlainNumberField
      name={name}
      field={`sampling.${name}`}
      value={sampling[name]}
      problems={problems}
      onChange={(value) => change({ sampling: { ...sampling, [name]: value } })}
    />
  );
  return (
    <div className="preset-editor">
      <Group title={words.groups.about}>
        {text('title')}
        {text('source', 2)}
        <TextField
          name="models"
          field="models"
          rows={2}
          value={preset.models.join('\n')}
          problems={problems}
          onChange={(value) => change({ models: value === '' ? [] : value.split('\n') })}
        />
        <ChoiceField
          name="question"
          field="question"
          value={preset.question}
          problems={problems}
          choices={asks}
          onChange={(question) => change({ question, answer: answerOfType(answerTypeOf(question), preset.answer) })}
        />
        <SwitchField
          name="completion"
          field="completion"
          value={preset.completion}
          problems={problems}
          onChange={(completion) => change({ completion })}
        />
      </Group>
      <Group title={words.groups.messages}>
        <MessageEditor messages={preset.messages} problems={problems} onChange={(messages) => change({ messages })} />
        {text('prefill')}
      </Group>
      <Group title={words.groups.passage}>
        <div className="editor-row">
          {text('passage')}
          {text('separator')}
          {text('titled')}
        </div>
        <div className="editor-row">
          <PlainNumberField
            name="cutMost"
            field="cut.most"
            value={cut.most}
            problems={problems}
            onChange={(most) => change({ cut: { ...cut, most } })}
          />
          <ChoiceField
            name="cutUnit"
            field="cut.unit"
            value={cut.unit}
            problems={problems}
            choices={words.units}
            onChange={(unit) => change({ cut: { ...cut, unit } })}
          />
          <ChoiceField
            name="cutFrom"
            field="cut.from"
            value={cut.from}
            problems={problems}
            choices={words.from}
            onChange={(from) => change({ cut: { ...cut, from } })}
          />
          <ChoiceField
            name="escape"
            field="escape"
            value={preset.escape}
            problems={problems}
            choices={words.escapes}
            onChange={(escape) => change({ escape })}
          />
        </div>
      </Group>
      <Group title={words.groups.thought}>
        <SwitchField
          name="thinks"
          field="thought"
          value={thought !== null}
          problems={problems}
          onChange={(thinks) => change({ thought: thinks ? FIRST_THOUGHT : null })}
        />
        {thought !== null && (
          <div className="editor-row">
            <TextField
              name="thoughtOpen"
              field="thought.open"
              value={thought.open}
              problems={problems}
              onChange={(open) => change({ thought: { ...thought, open } })}
            />
            <TextField
              name="thoughtClose"
              field="thought.close"
              value={thought.close}
              problems={problems}
              onChange={(close) => change({ thought: { ...thought, close } })}
            />
            <PlainNumberField
              name="thoughtTokens"
              field="thought.tokens"
              value={thought.tokens}
              problems={problems}
              onChange={(tokens) => change({ thought: { ...thought, tokens } })}
            />
          </div>
        )}
      </Group>
      <Group title={words.groups.answer}>
        <AnswerEditor answer={preset.answer} problems={problems} onChange={(answer) => change({ answer })} />
      </Group>
      <Group title={words.groups.rest}>
        <FieldProblems field="strategy" problems={problems} />
        <FieldProblems field="strategy.type" problems={problems} />
        <StrategyChoice
          method={{ preset, strategy: preset.strategy }}
          limits={methodLimits({ preset }, 'constrained').strategies}
          locked={false}
          onChange={(strategy) => change({ strategy })}
        />
        <div className="editor-row">
          {sample('temperature')}
          {sample('topP')}
          {sample('topK')}
          <PlainNumberField
            name="priorWeight"
            field="priorWeight"
            value={preset.priorWeight}
            problems={problems}
            onChange={(priorWeight) => change({ priorWeight })}
          />
        </div>
        <ChoiceField
          name="parser"
          field="parser"
          value={preset.parser}
          problems={problems}
          choices={PARSER_TITLES}
          onChange={(parser) => change({ parser })}
        />
        {text('fallback', 2)}
      </Group>
    </div>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): JSX.Element {
  return (
    <fieldset className="editor-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

interface PresetDialogProps {
  /** What stands in the editor, sound or not. */
  readonly preset: Preset;
  /** Each change, sound or not: it is kept at once. */
  readonly onChange: (preset: Preset) => void;
  readonly onClose: () => void;
}

/** The editor of one own prompt. There is nothing to save or discard: what is typed is kept, and used once nothing is wrong with it. */
export function PresetDialog({ preset, onChange, onClose }: PresetDialogProps): JSX.Element {
  const words = usePresetWords().preset;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const problems = checkPreset(preset);
  useEffect(() => {
    const element = dialog.current;
    if (element !== null && !element.open) element.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="preset-dialog" aria-labelledby={id} onClose={onClose}>
      <div className="preset-dialog-head">
        <h2 id={id}>{words.editing(preset.title)}</h2>
        <p className={problems.length === 0 ? 'hint' : 'hint hint-bad'} role="status">
          {problems.length === 0 ? words.sound : `${words.problems(problems.length)}. ${words.lastSound}`}
        </p>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {words.close}
        </button>
      </div>
      <PresetEditor preset={preset} problems={problems} onChange={onChange} />
    </dialog>
  );
}
