/**
 * Glassrank's library: listwise reranking by language models, with a log of everything that happens on the way. Pure TypeScript: no DOM, clock,
 * network or chance of its own, so it runs in Node, browsers, workers and Deno. This file is the one public door: what a program needs that is built
 * on the library. Inside, files import each other.
 *
 * A run begins with a `RankRequest` and a `TextModel` (`fromChat` makes one from a function), goes through `rerank()`, and is a list of events:
 * `recordRun` makes them a log, `viewAt` shows it at any place, `EXPORT_FORMATS` write it, `measure` judges it.
 *
 * Ranks and places are 0-based and half-open (`[start, end)`) but in prompts and TREC files. What can be expected to fail is a value (`Result`,
 * `outcome`, `problems`); what throws is a bug of the caller, and the function's own comment names it.
 * @module
 */

/* What is ranked: a query and its passages, with a first stage's scores or order. Every passage has an identity of its own, a `DocId`. */
export { docId } from './request.ts';
export type { Candidate, DocId, FirstStageOrder, LateOrder, Query, RankRequest, Result } from './request.ts';
export { startingRanking, tiedRanks } from './ranking.ts';
export type { Partition } from './ranking.ts';

/* Running: `rerank` turns a request, a model and settings into events. `checkRun` says before why it could not, `planRun` what it would cost. */
export { rerank } from './run/rerank.ts';
export type { RerankInput } from './run/rerank.ts';
export { checkRun } from './run/check.ts';
export { planRun } from './run/forecast.ts';
export { describeProblem } from './run/problem.ts';
export type { RunProblem } from './run/problem.ts';
export type { ErrorInfo } from './errors.ts';

/* Settings: the table of all of them, where they start, and published ways to use a model (`readySettings`). */
export { SETTINGS, startSettings } from './run/settings.ts';
export { READY_NAMES, readySettings } from './run/ready.ts';

/* Models: what a run needs of one, and one made from a function that answers a conversation. */
export { fromChat } from './run/from-chat.ts';
export type { Chat } from './run/from-chat.ts';
export type {
  CancelSignal,
  GenerationInput,
  LikelihoodInput,
  Likelihoods,
  ModelChunk,
  ModelNotice,
  ModelPrompt,
  OutputForm,
  OutputGuide,
  PassageChunk,
  PassagePrompt,
  RunSignal,
  TextModel,
} from './run/text-model.ts';

/* Methods: whose prompt (`PRESETS`, or one of your own), which calls (`StrategySpec`), whose reading of the answer (`parseWith`). */
export { PLAIN_SCALING } from './run/method.ts';
export type { RunMethod } from './run/method.ts';
export { preset, PRESETS } from './preset/built-in.ts';
export { readPreset } from './preset/preset.ts';
export { fitPreset, fitTo, presetFor } from './preset/choose.ts';
export type { ChoiceReason, ContextFit, FitCut, PresetChoice } from './preset/choose.ts';
export { FAMILIES, familyOf, THINK_TAGS } from './preset/families.ts';
export type { FamilyId, ModelFamily, Sampling, ThoughtSwitch, ThoughtTags } from './preset/families.ts';
export { answerGrammar, toGbnf, toRegex } from './answer/grammar.ts';
export { toJsonSchema } from './answer/json-answer.ts';
export type { Preset } from './preset/preset.ts';
export { presetPrompt } from './preset/prompt.ts';
export { parseRankLlmYaml } from './preset/yaml-read.ts';
export { toRankLlmYaml } from './preset/yaml-write.ts';
export { STRATEGY_TYPES } from './strategy/index.ts';
export type { StrategySpec } from './strategy/index.ts';
export { PARSER_IDS, parseWith } from './parser/index.ts';
export type { ParserId } from './parser/index.ts';
export type { AnswerReading, AnswerShape } from './answer/shape.ts';

/* Several orders made one, as groups of tied positions, best first. */
export { borda, reciprocalRankFusion } from './fusion/fusion.ts';
export { kemeny } from './fusion/kemeny.ts';

/* The log of a run: made, looked at from any of its events, saved, opened again (also from RankLLM's invocation files). */
export { parseLogFile, recordRun, runLogFile, toLogFile } from './log/file.ts';
export type { LogFileProblem } from './log/file.ts';
export { viewAt } from './log/cursor.ts';
export type { RunView, WindowView } from './log/view.ts';
export { logOfInvocations } from './log/invocations.ts';
export type {
  ChatMessage,
  ModelIdentity,
  RunEvent,
  RunEventBody,
  RunForecast,
  RunOutcome,
  RunSettings,
  WindowOutcome,
} from './log/event.ts';

/* The thought: which passages it names, quotes and prefers, and whether the answer follows from it. */
export { segmentTrace } from './trace/segments.ts';
export type { TraceSegment } from './trace/segments.ts';
export { findMentions, findQuotes } from './trace/mentions.ts';
export { findPreferences } from './trace/preferences.ts';
export { checkConsistency } from './trace/consistency.ts';
export type { ConsistencyReport } from './trace/consistency.ts';

/* Reading what people have: lists, tables, JSON, BEIR folders, TREC files, RankLLM's requests and results. */
export { readInput } from './input/input.ts';
export type { InputReading } from './input/reading.ts';
export type { InputProblem } from './input/problems.ts';

/* Judging: measures as trec_eval computes them, judgements and runs in TREC's files, intervals and tests, agreement of two orders. */
export { measure, measureQueries, measures } from './measure/measures.ts';
export type { Measure } from './measure/measures.ts';
export { parseQrels } from './measure/qrels.ts';
export type { Qrels } from './measure/qrels.ts';
export { parseTrecRun } from './measure/trec-run.ts';
export { formatTrecRun } from './measure/write-trec-run.ts';
export { bootstrapInterval, pairedDifferences, randomizationTest } from './measure/significance.ts';
export { kendallTau, rankBiasedOverlap } from './measure/agreement.ts';

/* Writing a run: CSV, Markdown, TREC, RankLLM, one HTML file, a link. */
export { EXPORT_FORMATS } from './export/index.ts';
export type { ExportedRun } from './export/format.ts';
export { readShareLink, toShareLink } from './export/share-link.ts';

/* Experiments: every configuration on every query, in a file that is gone on from, and what came of it. */
export { cutRequest, nextCell, planExperiment } from './experiment/plan.ts';
export type { CellResult, Configuration, ExperimentPlan, ExperimentProblem } from './experiment/plan.ts';
export { toCellResult } from './experiment/cells.ts';
export { parseExperimentLines, toExperimentLines } from './experiment/file.ts';
export { summarise } from './experiment/summary.ts';
export type { ExperimentSummary } from './experiment/summary.ts';
