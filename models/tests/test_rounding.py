"""Error-compensated rounding: on the grid, better than plain rounding where inputs go together, and nothing moves that is on the grid already; and the way off the grid for training."""

import pytest
import torch

from models.quantize.loosening import loosened
from models.quantize.rounding import compensated
from models.train.halves import fake_quant


@pytest.fixture
def layer():
    torch.manual_seed(3)
    mix = torch.randn(64, 64)
    return torch.randn(48, 64) * 0.05, torch.randn(900, 64) @ mix @ mix.T


def test_what_comes_out_is_on_the_grid_and_loses_less_than_plain_rounding(layer):
    weight, inputs = layer
    found = compensated(weight, inputs.T @ inputs)
    assert torch.equal(fake_quant(found), found)
    lost = [float(((inputs @ (one - weight).T) ** 2).sum()) for one in (found, fake_quant(weight))]
    assert lost[0] < 0.5 * lost[1]


def test_what_is_on_the_grid_stays(layer):
    weight, inputs = layer
    plain = fake_quant(weight)
    assert torch.equal(compensated(plain, inputs.T @ inputs), plain)


def test_zeros_and_inputs_that_never_come_are_no_trouble():
    weight = torch.zeros(4, 64)
    weight[1] = torch.linspace(-1, 1, 64)
    found = compensated(weight, torch.zeros(64, 64))
    assert torch.equal(found[0], weight[0]) and torch.equal(fake_quant(found), found)


def test_weights_moved_off_the_grid_round_to_where_they_were_and_stand_nearer_to_the_base(layer):
    weight, _ = layer
    base = weight + 0.003 * torch.randn(weight.shape, generator=torch.Generator().manual_seed(2))
    rounded = fake_quant(weight)
    found = loosened(rounded, base)
    assert torch.equal(fake_quant(found), rounded)
    assert (found - base).abs().mean() < 0.5 * (rounded - base).abs().mean()
