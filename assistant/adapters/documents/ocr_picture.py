"""What is drawn on the picture of a page: the ruled lines of its tables, and seals, which are wiped off."""

from collections.abc import Iterator
from typing import Any

_SEAL_SIDE = (150, 620)
_SEAL_SHAPE = (0.7, 1.43)
_REDDER = 50
_DARK = 160
_SHORTEST_RULE = 60
_THICKEST_RULE = 8

Edges = tuple[int, int, int, int]


def wipe_seals(picture: Any) -> Any:
    """The picture without red rings about as wide as high; what is printed black below them stays."""
    import cv2
    import numpy as np

    red, green, blue = (picture[..., channel].astype(np.int16) for channel in range(3))
    mask = (red - np.maximum(green, blue) > _REDDER).astype(np.uint8)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((25, 25), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    clean = picture.copy()
    for left, top, width, height, _ in boxes[1:count]:
        is_round = _SEAL_SHAPE[0] < width / height < _SEAL_SHAPE[1]
        if is_round and _SEAL_SIDE[0] <= width <= _SEAL_SIDE[1]:
            area = slice(top, top + height), slice(left, left + width)
            clean[area][mask[area] > 0] = 255
    return clean


def find_rules(picture: Any) -> Iterator[Edges]:
    """Left, top, right and bottom edge of each long straight line, in dots."""
    import cv2
    import numpy as np

    ink = (picture.min(axis=2) < _DARK).astype(np.uint8)
    for shape in ((1, _SHORTEST_RULE), (_SHORTEST_RULE, 1)):
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
        count, _, boxes, _ = cv2.connectedComponentsWithStats(lines)
        for left, top, width, height, _ in boxes[1:count]:
            if min(width, height) <= _THICKEST_RULE:
                across, down = (left + width / 2, top + height / 2)
                if width > height:
                    yield int(left), int(down), int(left + width), int(down)
                else:
                    yield int(across), int(top), int(across), int(top + height)
