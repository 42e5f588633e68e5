"""Kinds of command-line arguments that evaluation and bench share."""

import argparse


def positive(text: str) -> int:
    """A whole number above 0; argparse turns anything else into wrong usage."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("应为正整数")
    return int(text)
