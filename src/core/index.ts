/**
 * Glassrank's library: listwise reranking by language models, with a log of everything that happens on the way. Pure TypeScript: no DOM, clock,
 * network or chance of its own, so it runs in Node, browsers, workers and Deno. This file is the one public door; inside, files import each other.
 *
 * A run begins with a `RankRequest` and a `TextModel` (`fromChat` makes one from a function), goes through `rerank()`, and is a list of events:
 * `recordRun` makes them a log, `viewAt` shows it at any place, `EXPORT_FORMATS` write it, `measure` judges it.
 *
 * Ranks and places are 0-based and half-open (`[start, end)`) but in prompts and TREC files. What can be expected to fail is a value (`Result`,
 * `outcome`, `problems`); what throws is a bug of the caller, and the function's own comment names it.
 * @module
 */

// What is ranked.
export { candidatesById, docId, firstStageScores, hasScores, titledText } from './request.ts';
export type { Candidate, DocId, FirstStageMethod, FirstStageOrder, Query, RankRequest, Result } from './request.ts';
export { applyOrder, planWindows, startingRanking, tiedRanks } from './ranking.ts';
export type { Window } from './ranking.ts';

// Running: a request, a model and settings become events.
export { rerank } from './run/rerank.ts';
export type { RerankInput } from './run/rerank.ts';
export { fromChat } from './run/from-chat.ts';
export type { Chat, ChatOptions } from './run/from-chat.ts';
export { planRun } from './run/forecast.ts';
export { checkRun } from './run/check.ts';
export { describeProblem } from './run/problem.ts';
export type { RunProblem } from './run/problem.ts';
export { checkSettings, readSettings, SETTINGS, startSettings } from './run/settings.ts';
export type { AnswerMode, SettingProblem, SettingValues } from './run/settings.ts';
export { READY_NAMES, readySettings } from './run/ready.ts';
export type { ReadyName } from './run/ready.ts';
export { fitMethod, methodLimits, methodOf, PLAIN_SCALING, readMethod } from './run/method.ts';
export type { FuseRule, MethodBar, MethodLimits, RunMethod, Scaling } from './run/method.ts';
export { endsEngine, errorInfo, ERRORS } from './errors.ts';
export type { ErrorCode, ErrorInfo } from './errors.ts';

// Models: what a run needs of one.
export type {
  CancelSignal,
  GenerationInput,
  LikelihoodInput,
  Likelihoods,
  ModelChunk,
  ModelPrompt,
  OutputGuide,
  RunSignal,
  TextModel,
} from './run/text-model.ts';

// Methods: whose prompt, which calls, whose reading.
export { preset, PRESETS, template } from './preset/built-in.ts';
export type { Preset, PresetMessage } from './preset/preset.ts';
export type { PresetFault, PresetFileProblem, PresetNote, PresetProblem, YamlProblem } from './preset/problem.ts';
export type { PromptTemplate } from './preset/built-in.ts';
export { readPreset } from './preset/preset.ts';
export { readPresetJson } from './preset/own.ts';
export { presetPrompt } from './preset/prompt.ts';
export type { PresetPrompt, PromptProblem } from './preset/prompt.ts';
export { parseRankLlmYaml } from './preset/yaml-read.ts';
export { toRankLlmYaml } from './preset/yaml-write.ts';
export {
  canAnswer,
  checkStrategy,
  createStrategy,
  defaultStrategy,
  predictCalls,
  STRATEGY_TYPES,
  strategyOf,
} from './strategy/index.ts';
export type { StrategyProblem, StrategySpec } from './strategy/index.ts';
export type { StrategyCall, StrategyRun, StrategyStep } from './strategy/strategy.ts';
export { compareReadings, PARSER_IDS, parseWith } from './parser/index.ts';
export type { ParserId } from './parser/index.ts';
export type { ParserInput } from './parser/parser.ts';
export type { AnswerOutcome, AnswerReading, AnswerShape, Question } from './answer/shape.ts';

// Several orders made one: groups of tied positions, best first.
export { borda, rankSpread, reciprocalRankFusion, sampleAgreement } from './fusion/fusion.ts';
export { kemeny } from './fusion/kemeny.ts';
export type { Partition } from './ranking.ts';

// The log of a run: made, checked, looked at, saved and opened again.
export { recordRun } from './log/file.ts';
export { checkLog } from './log/check.ts';
export { viewAt } from './log/cursor.ts';
export type { Cursor } from './log/cursor.ts';
export { closeLog, reduceLog, reduceRun } from './log/view.ts';
export type { RunView, WindowPhase, WindowView } from './log/view.ts';
export { parseLogFile, runLogFile, toLogFile } from './log/file.ts';
export type { LogFileProblem, ParsedLogFile, RunLogFile, RunLogHeader } from './log/file.ts';
export { compactLog } from './log/compact.ts';
export { compareRuns, firstDifference } from './log/compare.ts';
export { logOfInvocations } from './log/invocations.ts';
export { RUN_LOG_SCHEMA } from './log/event.ts';
export type {
  ChatMessage,
  ModelIdentity,
  RunCost,
  RunEvent,
  RunEventBody,
  RunForecast,
  RunOutcome,
  RunSettings,
  ThoughtEnd,
  WindowOutcome,
  WindowUsage,
} from './log/event.ts';

// The thought: which passages it names, quotes and prefers, and whether the answer follows from it.
export { segmentTrace } from './trace/segments.ts';
export type { SegmentKind, TraceSegment } from './trace/segments.ts';
export { findMentions, findQuotes } from './trace/mentions.ts';
export { findPreferences } from './trace/preferences.ts';
export type { Preference } from './trace/preferences.ts';
export { checkConsistency } from './trace/consistency.ts';
export type { ConsistencyReport } from './trace/consistency.ts';

// Reading what people have: lists, tables, JSON, BEIR folders, TREC files, RankLLM's requests and results.
export { readInput } from './input/input.ts';
export type { InputChoices, InputFile, InputReading, Judgements, SourceFormat } from './input/reading.ts';
export { decodeText } from './input/decode.ts';
export { readDropped } from './input/dropped.ts';
export type { InputFault, InputProblem } from './input/problems.ts';

// Judging: measures as trec_eval computes them, their intervals and tests, judgements and runs.
export { measure, measureQueries, measures } from './measure/measures.ts';
export type { Measure } from './measure/measures.ts';
export { parseQrels } from './measure/qrels.ts';
export type { Qrels } from './measure/qrels.ts';
export { formatTrecRun, parseTrecRun } from './measure/trec-run.ts';
export type { RunRow } from './measure/trec-run.ts';
export type { RowProblem } from './measure/rows.ts';
export { bootstrapInterval, pairedDifferences, randomizationTest } from './measure/significance.ts';
export type { BootstrapInterval, PairedDifference, RandomizationTest } from './measure/significance.ts';
export { kendallTau, kendallTauB, rankBiasedOverlap } from './measure/agreement.ts';

// Writing a run: CSV, Markdown, TREC, RankLLM, one HTML file, a link.
export { EXPORT_FORMATS, EXPORT_KINDS, exportFileName } from './export/index.ts';
export type { ExportKind } from './export/index.ts';
export type { ExportedRun, ExportFormat } from './export/format.ts';
export { readShareLink, toShareLink } from './export/share-link.ts';
export type { ShareProblem } from './export/share-link.ts';

// Experiments: every configuration on every query, in a file that is gone on from, and what came of it.
export { cellName, cutRequest, nextCell, planExperiment } from './experiment/plan.ts';
export type { CellKey, CellResult, Configuration, ExperimentPlan, ExperimentProblem } from './experiment/plan.ts';
export { configurationCost, timeLeft, toCellResult, toConfigurationRun } from './experiment/cells.ts';
export { parseExperimentLines, toExperimentLines, toExperimentTsv } from './experiment/file.ts';
export { curvePoints, summarise } from './experiment/summary.ts';
export type { CurvePoint, ExperimentSummary } from './experiment/summary.ts';
export { sweep } from './experiment/sweep.ts';
export type { SweepAxis } from './experiment/sweep.ts';
