"""llama.cpp's server in this process, on this machine only."""

from pathlib import Path

import xllamacpp

CACHES = {"f32": xllamacpp.ggml_type.GGML_TYPE_F32, "f16": xllamacpp.ggml_type.GGML_TYPE_F16}


def start(file: Path, *, port: int = 0, context: int = 8192, places: int = 1, threads: int = 2, cache: str = "f32") -> xllamacpp.Server:
    """A running server over a GGUF file; it ends when the object does. `listening_address` tells where it is. `context`: tokens of each place."""
    given = xllamacpp.CommonParams()
    given.model.path, given.model_alias, given.hostnames, given.port = str(file), {file.stem}, ["127.0.0.1"], port
    given.n_ctx, given.n_parallel, given.warmup, given.fit_params = context * places, places, False, False
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = threads
    given.cache_ram_mib = 0  # what a place has read is forgotten with the next prompt, so that times are of the whole
    given.cache_type_k = given.cache_type_v = CACHES[cache]
    return xllamacpp.Server(given)
