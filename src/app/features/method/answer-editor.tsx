import type { JSX } from 'react';
import type { PresetProblem } from '../../../core/preset/problem.ts';
import type { AnswerShape } from '../../../core/answer/shape.ts';
import { answerOfType } from '../../../core/answer/shape.ts';
import { ChoiceField, FieldProblems, PlainNumberField, SwitchField, TextField } from './fields.tsx';
import { usePresetWords } from './words.ts';

interface AnswerEditorProps {
  readonly answer: AnswerShape;
  readonly problems: readonly PresetProblem[];
  readonly onChange: (answer: AnswerShape) => void;
}

/** The form that an answer is held to and read by. */
export function AnswerEditor({ answer, problems, onChange }: AnswerEditorProps): JSX.Element {
  const words = usePresetWords().preset;
  return (
    <>
      <ChoiceField
        name="answerType"
        field="answer.type"
        value={answer.type}
        problems={problems}
        choices={words.answers}
        onChange={(type) => onChange(answerOfType(type, answer))}
      />
      <div className="editor-row">
        <TextField
          name="open"
          field="answer.open"
          value={answer.open}
          problems={problems}
          onChange={(open) => onChange({ ...answer, open })}
        />
        <TextField
          name="close"
          field="answer.close"
          value={answer.close}
          problems={problems}
          onChange={(close) => onChange({ ...answer, close })}
        />
      </div>
      {'label' in answer && (
        <>
          <FieldProblems field="answer.label" problems={problems} />
          <div className="editor-row">
            <TextField
              name="labelBefore"
              field="answer.label.before"
              value={answer.label.before}
              problems={problems}
              onChange={(before) => onChange({ ...answer, label: { ...answer.label, before } })}
            />
            <TextField
              name="labelAfter"
              field="answer.label.after"
              value={answer.label.after}
              problems={problems}
              onChange={(after) => onChange({ ...answer, label: { ...answer.label, after } })}
            />
            <ChoiceField
              name="numerals"
              field="answer.label.numerals"
              value={answer.label.numerals}
              problems={problems}
              choices={words.numerals}
              onChange={(numerals) => onChange({ ...answer, label: { ...answer.label, numerals } })}
            />
          </div>
        </>
      )}
      {'separator' in answer && (
        <TextField
          name="answerSeparator"
          field="answer.separator"
          value={answer.separator}
          problems={problems}
          onChange={(separator) => onChange({ ...answer, separator })}
        />
      )}
      {answer.type === 'order' && (
        <div className="editor-row">
          <SwitchField
            name="ties"
            field="answer.ties"
            value={answer.tie !== null}
            problems={problems}
            onChange={(ties) => onChange({ ...answer, tie: ties ? ' = ' : null })}
          />
          {answer.tie !== null && (
            <TextField
              name="tie"
              field="answer.tie"
              value={answer.tie}
              problems={problems}
              onChange={(tie) => onChange({ ...answer, tie })}
            />
          )}
        </div>
      )}
      {'yes' in answer && (
        <div className="editor-row">
          <TextField
            name="yes"
            field="answer.yes"
            value={answer.yes}
            problems={problems}
            onChange={(yes) => onChange({ ...answer, yes })}
          />
          <TextField
            name="no"
            field="answer.no"
            value={answer.no}
            problems={problems}
            onChange={(no) => onChange({ ...answer, no })}
          />
        </div>
      )}
      {'least' in answer && (
        <div className="editor-row">
          <PlainNumberField
            name="least"
            field="answer.least"
            value={answer.least}
            problems={problems}
            onChange={(least) => onChange({ ...answer, least })}
          />
          <PlainNumberField
            name="most"
            field="answer.most"
            value={answer.most}
            problems={problems}
            onChange={(most) => onChange({ ...answer, most })}
          />
        </div>
      )}
    </>
  );
}
