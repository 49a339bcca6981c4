import type { JSX } from 'react';
import type { PresetMessage } from '../../../core/preset/preset.ts';
import type { PresetProblem } from '../../../core/preset/problem.ts';
import { ChoiceField, FieldProblems, SwitchField, TextField } from './fields.tsx';
import { usePresetWords } from './words.ts';

interface MessageEditorProps {
  readonly messages: readonly PresetMessage[];
  readonly problems: readonly PresetProblem[];
  readonly onChange: (messages: readonly PresetMessage[]) => void;
}

/** A prompt's messages in their order, each with its role and whether it is repeated for every passage. */
export function MessageEditor({ messages, problems, onChange }: MessageEditorProps): JSX.Element {
  const words = usePresetWords().preset;
  const put = (place: number, message: PresetMessage): void => onChange(messages.with(place, message));
  return (
    <>
      <p className="hint">{words.placeholders}</p>
      <FieldProblems field="messages" problems={problems} />
      {messages.map((message, place) => {
        const at = (name: string): string => `messages[${place}].${name}`;
        const { role, content, each = false } = message;
        return (
          <fieldset key={place} className="message-editor">
            <legend>{words.message(place + 1)}</legend>
            <div className="editor-row">
              <ChoiceField
                name="role"
                field={at('role')}
                value={role}
                problems={problems}
                choices={words.roles}
                onChange={(chosen) => put(place, { ...message, role: chosen })}
              />
              <SwitchField
                name="each"
                field={at('each')}
                value={each}
                problems={problems}
                onChange={(repeated) => put(place, repeated ? { role, content, each: true } : { role, content })}
              />
              <button
                type="button"
                className="button button-quiet"
                disabled={messages.length === 1}
                onClick={() => onChange(messages.toSpliced(place, 1))}
              >
                {words.removeMessage}
              </button>
            </div>
            <TextField
              name="content"
              field={at('content')}
              value={content}
              rows={Math.min(12, content.split('\n').length + 3)}
              problems={problems}
              onChange={(text) => put(place, { ...message, content: text })}
            />
          </fieldset>
        );
      })}
      <button
        type="button"
        className="button button-quiet"
        onClick={() => onChange([...messages, { role: 'user', content: '' }])}
      >
        {words.addMessage}
      </button>
    </>
  );
}
