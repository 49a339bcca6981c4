"""python -m models.convert.serve FILE.gguf: llama.cpp's server over a GGUF file, on this machine only, for the checks of docs/SERVER.md and docs/MODELS.md.

The server is that of the PyPI package xllamacpp, in this process; it ends with Ctrl-C. Keys and values are kept in float32, as the page keeps them.
"""

import argparse
import signal
from pathlib import Path

from models.files import BadInput, run_step


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m models.convert.serve", description=__doc__)
    parser.add_argument("file", type=Path, help="a .gguf, e.g. of models.convert.gguf")
    parser.add_argument("--port", type=int, default=8080, help="on 127.0.0.1; 0 takes a free one (default 8080)")
    parser.add_argument("--context", type=int, default=8192, help="tokens of each place (default 8192)")
    parser.add_argument("--places", type=int, default=1, help="requests at once (default 1)")
    parser.add_argument("--threads", type=int, default=2, help="default 2")
    parser.add_argument("--cache", choices=("f32", "f16"), default="f32", help="of keys and values (default f32)")
    return parser


def start(file: Path, *, port: int = 0, context: int = 8192, places: int = 1, threads: int = 2, cache: str = "f32"):
    """A running server; keep the object, its end is the server's. `listening_address` tells where it is. BadInput without the package or the file."""
    try:
        import xllamacpp
    except ImportError:
        raise BadInput("the Python package xllamacpp is not installed: pip install -r models/requirements-server.txt") from None
    if not file.is_file():
        raise BadInput(f"{file}: there is no such file; python -m models.convert.gguf MODEL {file} writes it")
    given = xllamacpp.CommonParams()
    given.model.path, given.model_alias, given.hostnames, given.port = str(file), {file.stem}, ["127.0.0.1"], port
    given.n_ctx, given.n_parallel, given.warmup, given.fit_params = context * places, places, False, False
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = threads
    kind = {"f32": xllamacpp.ggml_type.GGML_TYPE_F32, "f16": xllamacpp.ggml_type.GGML_TYPE_F16}[cache]
    given.cache_type_k = given.cache_type_v = kind
    return xllamacpp.Server(given)


def main() -> None:
    """Parse the command line, then serve until stopped."""
    given = arguments().parse_args()
    server = start(given.file, port=given.port, context=given.context, places=given.places, threads=given.threads, cache=given.cache)
    print(f"{given.file.stem}: {server.listening_address}", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    run_step(main)
