import numpy as np
import torch

from models.quantize.group_q4 import pack, round_trip, unpack
from models.train.fake_quant import fake_quant


def weight(rows=6, columns=96):
    made = np.random.default_rng(3).normal(size=(rows, columns)).astype(np.float32)
    made[0, :32] = 0
    return made


def test_a_round_trip_changes_nothing_the_second_time():
    once = round_trip(weight())
    assert np.array_equal(round_trip(once), once)


def test_no_weight_moves_further_than_half_a_step():
    given = weight()
    words, scales = pack(given)
    assert words.dtype == np.uint32 and words.shape == (6, 12) and scales.shape == (6, 3)
    far = np.abs(unpack(words, scales) - given).reshape(6, 3, 32).max(-1)
    assert (far <= 0.5 * scales + 7 * scales * 2.0**-8).all()


def test_training_rounds_exactly_as_quantizing_does():
    given = weight()
    assert np.array_equal(fake_quant(torch.from_numpy(given)).numpy(), round_trip(given))
