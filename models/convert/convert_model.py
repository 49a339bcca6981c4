"""The whole way from a Hugging Face folder to a model folder, resumable file by file."""

import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.convert.libraries import Library, check_tools, chosen_libraries, compile_library, ready_runtime
from models.convert.papers import About, model_card, notice, origin_of
from models.convert.progress import Work, check_out, check_space
from models.convert.source import Source, read_source
from models.files import atomic_file, sha256_of, write_json
from models.manifest.manifest import MANIFEST, Manifest, catalog_entry, hash_files, write_catalog
from models.quantize.chat_config import chat_config
from models.quantize.convert import Shard, convert, plan_shards, tensor_cache, write_shard

# Not known before it is made: a library (at most), and what stands in the small files.
LIBRARY_BYTES = 12_000_000
SMALL_BYTES = 2_000_000


@dataclass(frozen=True)
class Options:
    """The command line; see `arguments`."""

    source: Path
    out: Path
    quantization: str
    context: int | None
    conversation: str | None
    libraries: str | None
    runtime: Path | None
    optimize: str | None
    template: str
    title: str | None
    licence: str | None
    created: str
    catalog: Path | None


def convert_model(options: Options) -> None:
    """Writes the model folder `options.out`. Killed at any point, the same command goes on with what is finished."""
    started = time.monotonic()
    check_out(options.out)
    source = read_source(options.source, quantization=options.quantization, context=options.context, conversation=options.conversation)
    libraries = chosen_libraries(options.libraries, options.quantization, source.architecture, options.optimize)
    if libraries:
        check_tools()
    shards = plan_shards(convert(source.architecture, options.quantization, source.weights))
    about = about_model(options)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    work = Work(options.out, identity(options, source, libraries), report=lambda line: print(line, flush=True))
    check_space(work.folder, missing_bytes(work, shards, libraries, source))
    write_weights(work, shards)
    write_small_files(work, options, source, shards, about)
    runtime = ready_runtime(options.runtime) if any(library.name not in work.files for library in libraries) else None
    for library in libraries:
        work.make(library.name, lambda library=library: compile_library(
            library, source.folder / "config.json", work.folder / library.name, runtime=runtime, quantization=options.quantization, context=source.context))
    manifest = write_manifest(work, options, about, libraries)
    work.finish()
    tell(options, manifest, about, started, shards)


def about_model(options: Options) -> About:
    origin = origin_of(options.source)
    title = options.title or origin.get("name") or options.source.resolve().name
    return About(title, options.licence or origin.get("licence") or "unknown", origin.get("source") or f"the folder {options.source.resolve().name}",
                 options.template, options.created)


def identity(options: Options, source: Source, libraries: list[Library]) -> dict[str, Any]:
    """What the files depend on, in words that a message can use. Weights by name, size and time of writing: they are not read twice."""
    weights = [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in source.weights.files]
    return {
        "config.json": sha256_of(source.folder / "config.json"), "tokenizer": hashlib.sha256(source.tokenizer.compact).hexdigest(), "weights": weights,
        "conversation": source.conversation, "quantization": options.quantization, "context": source.context,
        "libraries": [[library.name, library.level] for library in libraries], "title": options.title, "template": options.template, "licence": options.licence,
    }


def missing_bytes(work: Work, shards: list[Shard], libraries: list[Library], source: Source) -> int:
    """What is still to be written, and the largest file again: it lies there under two names for a moment."""
    left = [shard.nbytes for shard in shards if shard.name not in work.files]
    left += [LIBRARY_BYTES for library in libraries if library.name not in work.files]
    left += [len(source.tokenizer.compact)] if "tokenizer.json" not in work.files else []
    return sum(left) + max(left, default=0) + SMALL_BYTES


def write_weights(work: Work, shards: list[Shard]) -> None:
    """Shard by shard; the last line that it prints tells how far it is."""
    total = sum(shard.nbytes for shard in shards)
    done = 0
    for shard in shards:
        fresh = shard.name not in work.files
        work.make(shard.name, lambda shard=shard: write_shard(shard, work.folder))
        done += shard.nbytes
        if fresh:
            print(f"{shard.name}  {done:,} of {total:,} bytes", flush=True)


def write_small_files(work: Work, options: Options, source: Source, shards: list[Shard], about: About) -> None:
    """tensor-cache.json, config, tokenizer, card and notice."""
    config = chat_config(source.architecture, quantization=options.quantization, context=source.context, conversation=source.conversation,
                         ids=source.ids, tokenizer=source.tokenizer.kind)
    texts = {
        "tensor-cache.json": json.dumps(tensor_cache(shards), indent=1) + "\n",
        "mlc-chat-config.json": json.dumps(config, ensure_ascii=False, indent=1) + "\n",
        "tokenizer.json": source.tokenizer.compact.decode(),
        "MODEL_CARD.md": model_card(about, source.architecture, options.quantization, source.context),
        "NOTICE": notice(about),
    }
    for name, text in texts.items():
        work.make(name, lambda name=name, text=text: _write_text(work.folder / name, text))


def _write_text(path: Path, text: str) -> None:
    with atomic_file(path) as file:
        file.write(text)


def write_manifest(work: Work, options: Options, about: About, libraries: list[Library]) -> Manifest:
    """manifest.json over all other files."""
    for path in work.folder.iterdir():
        if path.name not in work.files:
            path.unlink()
    manifest = Manifest(
        id=options.out.name, template=about.template, quantization=options.quantization, created=about.created, licence=about.licence, guard=None,
        files=hash_files(work.folder, libraries=[library.name for library in libraries], largest=LIBRARY_BYTES),
    )
    work.make(MANIFEST, lambda: write_json(work.folder / MANIFEST, manifest.to_json()))
    return manifest


def tell(options: Options, manifest: Manifest, about: About, started: float, shards: list[Shard]) -> None:
    """What was made, and its entry of a catalog, written or shown."""
    numbers = tensor_cache(shards)["metadata"]
    entry = catalog_entry(manifest, about.title, sha256_of(options.out / MANIFEST))
    print(f"{options.out}  {sum(file.bytes for file in manifest.files):,} bytes, {len(shards)} shards, {numbers['BitsPerParam']} bits a weight, "
          f"{time.monotonic() - started:.0f} s")
    if options.catalog:
        write_catalog(options.catalog, entry)
        print(f"{options.catalog}: {entry.id}")
    else:
        print(f"catalog entry: {json.dumps(entry.to_json())}")
    if not any(file.name.endswith(".wasm") for file in manifest.files):
        print("no library was compiled: the page needs one of a model of the same shape, with the same quantization")
