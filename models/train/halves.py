"""A causal LM in two halves: frozen lower layers as they will be shipped (quantized), and upper layers that learn."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM

from models.base.check_folder import check_folder
from models.compile.architecture import GROUP
from models.files import BadInput


def fake_quant(weight: torch.Tensor) -> torch.Tensor:
    """quantize.convert.round_trip in torch, for weights that stay where they are (tests hold both to each other).

    float32 [N, K] → what is left of it after q4f32_1: (nibble − 7) · scale, scale = bf16(max|w| / 7) of 32 columns.
    """
    rows, columns = weight.shape
    groups = weight.reshape(rows, columns // GROUP, GROUP)
    scale = (groups.abs().amax(-1, keepdim=True) / 7).to(torch.bfloat16).to(torch.float32)
    steps = (groups / torch.where(scale == 0, torch.ones_like(scale), scale)).round_().clamp_(-7, 7)
    return (steps * scale).reshape(rows, columns)


@dataclass(frozen=True)
class Aims:
    """What the output positions of a batch are to say. `right` [P, 10]: 1 where that digit begins a right identifier; `digits` [10]: their ids.

    At a decision half of the aim is the passage that the target names, half is shared by all right ones (FIRST, arXiv 2406.15657).
    """

    rows: torch.Tensor
    columns: torch.Tensor
    targets: torch.Tensor
    weights: torch.Tensor
    right: torch.Tensor
    digits: torch.Tensor


class Halves:
    """`working` are the weights that compute, in `dtype`; `masters` the float32 ones that the optimizer moves, by Hugging Face name."""

    def __init__(self, folder: Path, frozen: int, device: torch.device, dtype: torch.dtype) -> None:
        layers = check_folder(folder)["num_hidden_layers"]
        if not 0 <= frozen < layers:
            raise BadInput(f"--frozen {frozen}: the model has {layers} layers, so 0 to {layers - 1} can be frozen")
        self.model: Any = AutoModelForCausalLM.from_pretrained(str(folder), dtype=torch.float32, attn_implementation="sdpa").to(device)
        self.frozen, self.device, self.dtype = frozen, device, dtype
        self.model.requires_grad_(False)
        learnt = {id(p) for module in (self.model.model.layers[frozen:], self.model.model.norm) for p in module.parameters()}
        if frozen == 0:  # a full fine-tune moves the embedding and the head too
            learnt = {id(p) for p in self.model.parameters()}
        self.working: dict[str, torch.nn.Parameter] = {}
        self.masters: dict[str, torch.nn.Parameter] = {}
        for name, parameter in self.model.named_parameters():
            if id(parameter) in learnt:
                self.masters[name] = torch.nn.Parameter(parameter.data.clone())
                self.working[name] = parameter
            elif parameter.dim() == 2:
                parameter.data = fake_quant(parameter.data)
            # Parameters one by one, not model.to(dtype): that would round the rotary frequencies too.
            parameter.data = parameter.data.to(dtype)
            parameter.requires_grad_(id(parameter) in learnt)

    def add(self, name: str, start: torch.Tensor) -> None:
        """A weight that learns and is no part of the base: float32, on this device."""
        self.masters[name] = torch.nn.Parameter(start.detach().clone().to(self.device))
        self.working[name] = torch.nn.Parameter(start.detach().clone().to(self.device))

    def refresh(self, quantized: bool) -> None:
        """Working weights from masters; `quantized`: through 4 bits, gradients then passing straight through to the masters."""
        with torch.no_grad():
            for name, master in self.masters.items():
                self.working[name].copy_(fake_quant(master.data) if quantized and master.dim() == 2 else master.data)

    def lower(self, ids: torch.Tensor) -> torch.Tensor:
        """ids [B, T] → hidden states [B, T, H] after the frozen layers, in `dtype`. Padding stands at the end, so causal order needs no mask."""
        if self.frozen == 0:
            return self.model.model.embed_tokens(ids)
        with torch.no_grad():
            return self._run(self.model.model.embed_tokens(ids), self.model.model.layers[: self.frozen])

    def states(self, hidden: torch.Tensor, rows: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
        """[P, H]: what the head is given at these positions."""
        hidden = self._run(hidden, self.model.model.layers[self.frozen :])
        return self.model.model.norm(hidden[rows, columns])

    def loss(self, hidden: torch.Tensor, aims: Aims) -> torch.Tensor:
        """Weighted mean cross-entropy at the output positions only: the head runs nowhere else."""
        hidden = self.states(hidden, aims.rows, aims.columns)
        chances = torch.log_softmax(self.model.lm_head(hidden).float(), dim=-1)
        losses = -chances.gather(1, aims.targets[:, None])[:, 0]
        others = aims.right.sum(1)
        shared = -(chances[:, aims.digits] * aims.right).sum(1) / others.clamp(min=1)
        losses = torch.where(others > 0, (losses + shared) / 2, losses)
        return (losses * aims.weights).sum() / aims.weights.sum().clamp(min=1e-6)

    def _run(self, hidden: torch.Tensor, layers: Any) -> torch.Tensor:
        positions = torch.arange(hidden.shape[1], device=hidden.device)[None]
        rotary = self.model.model.rotary_emb(hidden, positions)
        for layer in layers:
            out = layer(hidden, attention_mask=None, position_ids=positions, position_embeddings=rotary)
            hidden = out[0] if isinstance(out, tuple) else out
        return hidden
