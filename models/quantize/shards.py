"""Writes records into params_shard_N.bin files and tensor-cache.json."""

import json
from collections.abc import Iterable
from pathlib import Path

from models.quantize.convert import Record

SHARD_BYTES = 32 << 20


def write_shards(records: Iterable[Record], out: Path, limit: int = SHARD_BYTES) -> dict:
    """Writes the shards and tensor-cache.json into `out`; returns the latter's content. A shard exceeds `limit` only if one tensor does."""
    shards: list[dict] = []
    listed: list[dict] = []
    chunk = bytearray()
    total = count = values = 0

    def flush() -> None:
        nonlocal listed, chunk
        if not listed:
            return
        name = f"params_shard_{len(shards)}.bin"
        (out / name).write_bytes(chunk)
        shards.append({"dataPath": name, "format": "raw-shard", "nbytes": len(chunk), "records": listed})
        listed, chunk = [], bytearray()

    for record in records:
        if len(chunk) + len(record.data) > limit:
            flush()
        parameter = record.parameter
        listed.append({
            "name": parameter.name,
            "shape": list(parameter.shape),
            "dtype": parameter.dtype,
            "format": record.format,
            "nbytes": len(record.data),
            "byteOffset": len(chunk),
        })
        chunk += record.data
        total += len(record.data)
        count += 1
        size = 1
        for extent in parameter.shape:
            size *= extent
        values += 8 * size if parameter.name.endswith(".q_weight") else 0 if parameter.name.endswith(".q_scale") else size
    flush()
    cache = {
        "metadata": {"ParamSize": count, "ParamBytes": total, "BitsPerParam": round(8 * total / values, 3)},
        "records": shards,
    }
    (out / "tensor-cache.json").write_text(json.dumps(cache, indent=1) + "\n", encoding="utf-8")
    return cache
