"""The training loop: one batch, one step; state saved every few minutes; a stop leaves nothing behind that cannot go on.

And what it saves: all that a run needs to go on where it stopped, and the Hugging Face folder that later steps read.
"""

import math
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from models.base.check_folder import check_tokenizer
from models.files import BadInput, atomic_folder, write_json
from models.train.halves import Halves
from models.train.lessons import Lesson
from models.train.reading_score import DIRECTION, RATE_TIMES, reading_rows, reading_tokens

STATE = "state.pt"


@dataclass(frozen=True)
class Plan:
    """`minutes` and `epochs`: whichever ends first; the learning rate follows the share done of that. `quantize_from`: share done, 0–1."""

    rate: float
    batch_tokens: int
    minutes: float
    epochs: int
    warmup: int
    seed: int
    quantize_from: float
    save_minutes: float
    check_minutes: float


class Run:
    """Everything that changes while training; `state()` is all of it."""

    def __init__(self, halves: Halves, lesson: Lesson, plan: Plan, folder: Path) -> None:
        self._halves, self._lesson, self._plan, self._folder = halves, lesson, plan, folder
        own = {name: p for name, p in halves.masters.items() if name != DIRECTION}
        groups = [
            {"params": [p for p in own.values() if p.dim() != 1], "weight_decay": 0.01, "times": 1.0},
            {"params": [p for p in own.values() if p.dim() == 1], "weight_decay": 0.0, "times": 1.0},
        ]
        if DIRECTION in halves.masters:
            groups.append({"params": [halves.masters[DIRECTION]], "weight_decay": 0.0, "times": RATE_TIMES})
        self._optimizer = torch.optim.AdamW(groups, lr=plan.rate, betas=(0.9, 0.98), fused=True)
        self.step = self.epoch = self.batch = self.tokens = 0
        self.seconds = 0.0
        self.losses: list[float] = []
        self.checks: list[dict[str, Any]] = []
        torch.manual_seed(plan.seed)

    def resume(self) -> bool:
        """Go on from the folder's state, if there is one."""
        state = load_state(self._folder, self._halves.masters)
        if state is None:
            return False
        for name, value in state["masters"].items():
            self._halves.masters[name].data.copy_(value)
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["rng"])
        for name in ("step", "epoch", "batch", "tokens", "seconds", "losses", "checks"):
            setattr(self, name, state[name])
        return True

    def save(self) -> None:
        save_state(self._folder, {
            "masters": {name: value.data for name, value in self._halves.masters.items()}, "optimizer": self._optimizer.state_dict(),
            "rng": torch.get_rng_state(), "step": self.step, "epoch": self.epoch, "batch": self.batch, "tokens": self.tokens,
            "seconds": self.seconds, "losses": self.losses[-200:], "checks": self.checks, "plan": asdict(self._plan),
        })

    def train(self, stopped: Callable[[], bool], say: Callable[[str], None], check: Callable[[], Any] | None) -> str:
        """Until done or `stopped`; returns why it ended. State is saved in every case."""
        saved = checked = told = self.seconds
        while self.epoch < self._plan.epochs:
            batches = self._lesson.batches(self._plan.batch_tokens, self._plan.seed, self.epoch)
            while self.batch < len(batches):
                done = min(1.0, max((self.epoch + self.batch / len(batches)) / self._plan.epochs, self.seconds / 60 / self._plan.minutes))
                if done >= 1 or stopped():
                    self.save()
                    return "stopped" if done < 1 else "time is up"
                started = time.monotonic()
                self._learn(batches[self.batch], done)
                self.batch += 1
                self.step += 1
                self.seconds += time.monotonic() - started
                if self.step % 10 == 0 or self.seconds - told >= 60:
                    say(self._progress(done))
                    told = self.seconds
                if check is not None and self.seconds - checked >= 60 * self._plan.check_minutes:
                    self.run_check(check, say)
                    checked = self.seconds
                if self.seconds - saved >= 60 * self._plan.save_minutes:
                    self.save()
                    saved = self.seconds
            self.epoch, self.batch = self.epoch + 1, 0
        self.save()
        return "all epochs done"

    def run_check(self, check: Callable[[], Any], say: Callable[[str], None]) -> None:
        figures = check()
        self.checks.append({"step": self.step, "tokens": self.tokens, **asdict(figures)})
        say(str(figures))

    def _learn(self, batch: list[int], done: float) -> None:
        rate = self._plan.rate * min(1.0, (self.step + 1) / self._plan.warmup) * max(0.05, 0.5 * (1 + math.cos(math.pi * done)))
        for group in self._optimizer.param_groups:
            group["lr"] = rate * group["times"]
        loss = self._lesson.loss(batch)
        loss.backward()
        for name, master in self._halves.masters.items():
            working = self._halves.working[name]
            master.grad = None if working.grad is None else working.grad.float()
            working.grad = None
        torch.nn.utils.clip_grad_norm_(self._halves.masters.values(), 1.0)
        self._optimizer.step()
        self._halves.refresh(quantized=done >= self._plan.quantize_from)
        self.tokens += self._lesson.tokens(batch)
        self.losses.append(float(loss.detach()))

    def _progress(self, done: float) -> str:
        speed = self.tokens / max(1e-9, self.seconds)
        left = self.seconds / max(done, 1e-9) - self.seconds
        recent = self.losses[-20:]
        return (f"step {self.step} epoch {self.epoch + 1} loss {sum(recent) / len(recent):.3f} {self.tokens:,} tokens {speed:.0f} tokens/s "
                f"{self.seconds / 60:.1f} min done, {left / 60:.1f} min left")


def save_state(folder: Path, state: dict[str, Any]) -> None:
    """state.pt, written beside and renamed: a run killed while saving keeps the state before."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / (STATE + ".part")
    try:
        torch.save(state, part)
        os.replace(part, folder / STATE)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def load_state(folder: Path, masters: dict[str, torch.nn.Parameter]) -> dict[str, Any] | None:
    """The state saved in `folder`, None when there is none; BadInput when it belongs to a model of another shape."""
    path = folder / STATE
    if not path.is_file():
        return None
    try:
        state = torch.load(path, weights_only=True)
        saved = {name: tuple(value.shape) for name, value in state["masters"].items()}
    except (RuntimeError, KeyError, EOFError, ValueError, UnpicklingError):
        raise BadInput(f"{path} is not a training state; remove it to start anew, or give another output folder") from None
    wanted = {name: tuple(value.shape) for name, value in masters.items()}
    if saved != wanted:
        name = next(iter(sorted(saved.keys() ^ wanted.keys())), None) or next(name for name in wanted if saved[name] != wanted[name])
        raise BadInput(f"{path} was trained with another model or another --frozen: {name} is {saved.get(name)}, here {wanted.get(name)}; give another output folder")
    return state


def save_model(folder: Path, base: Path, masters: dict[str, torch.nn.Parameter], record: dict[str, Any]) -> None:
    """A Hugging Face folder: model.safetensors (float32, unquantized), the base's config and tokenizer, train.json (figures of the run).

    Frozen weights are the base's own: the quantize step rounds them to exactly what they were while training.
    """
    weights = load_file(base / "model.safetensors")
    for name, master in masters.items():
        if name != DIRECTION:
            weights[name] = master.detach().cpu().contiguous()
    if DIRECTION in masters:
        head = "lm_head.weight" if "lm_head.weight" in weights else "model.embed_tokens.weight"
        weights[head][list(reading_tokens(check_tokenizer(base)))] = reading_rows(masters[DIRECTION].detach().cpu()).to(weights[head].dtype)
    with atomic_folder(folder) as part:
        save_file(weights, part / "model.safetensors", metadata={"format": "pt"})
        for file in base.glob("*.json"):
            shutil.copyfile(file, part / file.name)
        write_json(part / "train.json", record)
