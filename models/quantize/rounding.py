"""Error-compensated rounding of a Llama-shaped model's layers to q4f32_1 (GPTQ, arXiv 2210.17323), layer by layer on what real prompts bring to each."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from models.base.check_folder import check_folder, check_tokenizer
from models.compile.architecture import GROUP
from models.data.taught_lists import read_lists
from models.files import atomic_folder
from models.train.halves import fake_quant
from models.train.reading_score import encode_reading

MOST = 7  # steps each way
DAMPING = 0.01  # of the mean of the diagonal: inputs that hardly occur do not count for nothing
TRIES = 12
# Inputs of a layer, and the weights that they meet.
MEETS = {
    "self_attn.q_proj": ("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"), "self_attn.o_proj": ("self_attn.o_proj",),
    "mlp.gate_proj": ("mlp.gate_proj", "mlp.up_proj"), "mlp.down_proj": ("mlp.down_proj",),
}


def compensated(weight: torch.Tensor, products: torch.Tensor) -> torch.Tensor:
    """float32 [N, K] → [N, K] that fake_quant leaves as it is. `products`: XᵀX of the layer's inputs, [K, K].

    Every group of 32 columns has a value of 7 steps either way, so that its scale is found again from its values.
    """
    left = weight.clone()
    damped = products + DAMPING * products.diagonal().mean().clamp(min=1e-8) * torch.eye(len(products))
    spread = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(damped)), upper=True)
    found = torch.empty_like(weight)
    for begin in range(0, weight.shape[1], GROUP):
        end = begin + GROUP
        found[:, begin:end], errors = _group(left[:, begin:end], spread[begin:end, begin:end])
        left[:, end:] -= errors @ spread[begin:end, end:]
    return found


def _group(weight: torch.Tensor, spread: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """[N, 32] → (on the grid, error of each column by its own spread). The step is narrowed until some value of a row takes all seven."""
    scale = _step(weight.abs().amax(1))
    values, errors, reached = _columns(weight, spread, scale)
    for _ in range(TRIES):
        short = reached < MOST
        if not bool(short.any()):
            break
        scale[short] = _step(scale[short] * MOST * (reached[short].clamp(min=1) + 0.25) / (MOST + 0.25))
        values[short], errors[short], reached[short] = _columns(weight[short], spread, scale[short])
    short = reached < MOST
    if bool(short.any()):  # plain rounding always reaches it
        plain = fake_quant(weight[short].contiguous())
        values[short], errors[short] = plain, (weight[short] - plain) / spread.diagonal()
    return values, errors


def _columns(weight: torch.Tensor, spread: torch.Tensor, scale: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    left, values, errors = weight.clone(), torch.empty_like(weight), torch.empty_like(weight)
    reached = torch.zeros(len(weight))
    for column in range(weight.shape[1]):
        steps = (left[:, column] / torch.where(scale == 0, torch.ones_like(scale), scale)).round().clamp(-MOST, MOST)
        steps = torch.where(scale == 0, torch.zeros_like(steps), steps)
        values[:, column] = steps * scale
        errors[:, column] = (left[:, column] - values[:, column]) / spread[column, column]
        left[:, column + 1 :] -= errors[:, column, None] * spread[column, column + 1 :]
        reached = torch.maximum(reached, steps.abs())
    return values, errors, torch.where(scale == 0, torch.full_like(reached, MOST), reached)


def _step(largest: torch.Tensor) -> torch.Tensor:
    return (largest / MOST).to(torch.bfloat16).to(torch.float32)


def write_rounded(folder: Path, lists: Path, count: int, out: Path) -> None:
    """A Hugging Face folder of the rounded weights, whole or not at all."""
    weights = rounded_weights(folder, lists, count, lambda line: print(line, flush=True))
    with atomic_folder(out) as part:
        save_file(weights, part / "model.safetensors", metadata={"format": "pt"})
        for file in folder.glob("*.json"):
            shutil.copyfile(file, part / file.name)


@torch.inference_mode()
def rounded_weights(folder: Path, lists: Path, count: int, say: Callable[[str], None]) -> dict[str, torch.Tensor]:
    """By Hugging Face name, float32: the layers' matrices compensated, all other matrices rounded plainly, vectors as they are."""
    layers, tokenizer = check_folder(folder)["num_hidden_layers"], check_tokenizer(folder)
    weights = load_file(folder / "model.safetensors")
    model: Any = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32, attn_implementation="sdpa").eval()
    model.model.embed_tokens.weight.data = fake_quant(model.model.embed_tokens.weight.data)
    hidden = [model.model.embed_tokens(torch.tensor([encode_reading(tokenizer, one.query, one.passages)[0]])) for one in read_lists(lists)[:count]]
    say(f"{len(hidden)} lists, {sum(one.shape[1] for one in hidden):,} tokens")
    for number, layer in enumerate(model.model.layers):
        products: dict[str, torch.Tensor] = {}
        hooks = [layer.get_submodule(name).register_forward_pre_hook(_gather(products, name)) for name in MEETS]
        for one in hidden:
            _through(model, layer, one)
        for hook in hooks:
            hook.remove()
        moved = []
        for name, met in MEETS.items():
            for which in met:
                matrix = layer.get_submodule(which).weight
                before = matrix.data.clone()
                matrix.data = compensated(before, products[name])
                weights[f"model.layers.{number}.{which}.weight"] = matrix.data.clone()
                moved.append(_lost(before, matrix.data, products[name]) / max(1e-12, _lost(before, fake_quant(before), products[name])))
        hidden = [_through(model, layer, one) for one in hidden]
        say(f"layer {number + 1} of {layers}: what rounding changes is {sum(moved) / len(moved):.2f} of that of plain rounding")
    return {name: fake_quant(value.float()) if value.dim() == 2 and ".layers." not in name else value.float().contiguous() for name, value in weights.items()}


def _lost(before: torch.Tensor, after: torch.Tensor, products: torch.Tensor) -> float:
    difference = after - before
    return float(((difference @ products) * difference).sum())


def _gather(products: dict[str, torch.Tensor], name: str) -> Callable[..., None]:
    def hook(_module: object, given: tuple[torch.Tensor, ...]) -> None:
        rows = given[0].reshape(-1, given[0].shape[-1])
        products[name] = products.get(name, 0) + rows.T @ rows

    return hook


def _through(model: Any, layer: Any, hidden: torch.Tensor) -> torch.Tensor:
    positions = torch.arange(hidden.shape[1])[None]
    out = layer(hidden, attention_mask=None, position_ids=positions, position_embeddings=model.model.rotary_emb(hidden, positions))
    return out[0] if isinstance(out, tuple) else out
