"""What `bench` measures is the child, however large the process that measures it."""

import sys

from eval.bench import cold_starts


def test_peak_memory_is_that_of_the_command_not_of_who_starts_it() -> None:
    ballast = bytearray(b"x") * 300_000_000
    _, _, memory = cold_starts({"small": [sys.executable, "-c", "pass"]}, repeats=1)
    assert (len(ballast), memory.unit) == (300_000_000, "MB")
    assert 0 < memory.value < 100
