"""python -m models.convert.serve FILE.gguf: llama.cpp's server over a GGUF file, on this machine only, for the checks of docs/SERVER.md and docs/MODELS.md.

The server is that of the PyPI package xllamacpp, in this process; it ends with Ctrl-C. Keys and values are kept in float32, as the page keeps them.
"""

import argparse
import importlib.util
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


def main() -> None:
    """Parse the command line, then serve until stopped."""
    given = arguments().parse_args()
    if importlib.util.find_spec("xllamacpp") is None:
        raise BadInput("the Python package xllamacpp is not installed: pip install -r models/requirements-server.txt")
    if not given.file.is_file():
        raise BadInput(f"{given.file}: there is no such file; python -m models.convert.gguf MODEL {given.file} writes it")
    from models.convert.llama_server import start  # only now: --help needs no xllamacpp

    server = start(given.file, port=given.port, context=given.context, places=given.places, threads=given.threads, cache=given.cache)
    print(f"{given.file.stem}: {server.listening_address}", flush=True)
    signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    run_step(main)
