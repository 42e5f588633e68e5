"""Text to the numbers of its pieces, by the unigram model that comes with the weights.

Written out because a general tokenizer takes most of a second to take in 250,000 pieces; this one needs a dictionary.
"""

import re
from array import array

from assistant.adapters.e5.weights import Weights

_SPACES = re.compile(" {2,}")
_MARK = "▁"
_UNKNOWN_PENALTY = 10.0
_IMPOSSIBLE = float("-inf")


class Tokens:
    """Cuts text into the most probable pieces; several threads may share it."""

    def __init__(self, weights: Weights) -> None:
        self._numbers = dict(zip(weights.pieces, range(len(weights.pieces)), strict=True))
        self._numbers.pop(weights.pieces[weights.unknown])
        self._scores = array("d", weights.scores.tolist())
        self._longest = max(map(len, weights.pieces))
        self._unknown_score = float(weights.scores.min()) - _UNKNOWN_PENALTY
        self._unknown, self._begin, self._end = weights.unknown, weights.begin, weights.end
        self._replacements = dict(weights.replacements)
        self._room = weights.positions - 2

    def numbers(self, text: str) -> list[int]:
        """The pieces between the marks of beginning and end; what exceeds the model's positions is left out."""
        plain = _SPACES.sub(" ", text.translate(self._replacements)).replace(" ", _MARK)
        pieces = self._cut(plain if plain.startswith(_MARK) else _MARK + plain)
        return [self._begin, *pieces[: self._room], self._end]

    def _cut(self, text: str) -> list[int]:
        """The best path to each place of the text, from left to right, and back along the best to its end."""
        size = len(text)
        best = [0.0] + [_IMPOSSIBLE] * size
        came = [(0, self._unknown)] * (size + 1)
        for start in range(size):
            score = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._numbers.get(text[start:end])
                if number is not None and score + self._scores[number] > best[end]:
                    best[end], came[end] = score + self._scores[number], (start, number)
            if score + self._unknown_score > best[start + 1]:
                best[start + 1], came[start + 1] = score + self._unknown_score, (start, self._unknown)
        pieces = []
        while size:
            size, number = came[size]
            pieces.append(number)
        return pieces[::-1]
