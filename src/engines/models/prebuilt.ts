import { prebuiltAppConfig } from '@mlc-ai/web-llm';

/** What is read of one of WebLLM's own records. */
export interface PrebuiltRecord {
  /** Address of the folder on the hub, without `resolve/main/`. */
  readonly model: string;
  readonly model_id: string;
  /** Address of the compiled library. */
  readonly model_lib: string;
  /** Graphics memory at the record's context, in 10⁶ bytes. */
  readonly vram_required_MB?: number | undefined;
  readonly buffer_size_required_bytes?: number | undefined;
  readonly required_features?: readonly string[] | undefined;
  /** 1: embeddings, 2: vision. */
  readonly model_type?: number | undefined;
  readonly overrides?: { readonly context_window_size?: number | undefined } | undefined;
}

/**
 * The models that the installed WebLLM has libraries for, as the package itself lists them. The built page carries the list alone
 * (scripts/prebuilt-models.mjs puts it in this file's place): the package is 6.8 MB.
 */
export const PREBUILT: readonly PrebuiltRecord[] = prebuiltAppConfig.model_list;
