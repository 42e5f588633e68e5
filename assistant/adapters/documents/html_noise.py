"""What of a web page is not the document: scripts, navigation, footers, hidden elements."""

import re
from collections.abc import Mapping
from typing import Any

from assistant.errors import RequestError

_NEVER_TEXT = re.compile(
    "script|style|noscript|template|iframe|frame|object|embed|svg|canvas|audio|video|map|head|title|meta|link|button|"
    "select|textarea|input|dialog|nav|aside|footer"
)
_NOISE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"})
_NOISE_WORDS = re.compile(
    r"(?<![a-z])(?:nav|navbar|navigation|menu|topmenu|submenu|breadcrumbs?|crumbs?|sidebar|footer|foot|share|sharebox|"
    r"bdsharebuttonbox|copyright|toolbar|toolbox|pagination|pager|related|recommend|comments?|adverts?|ads|banner|"
    r"qrcode|ewm|print|printbtn|fontsize)(?![a-z])",
    re.I,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_DOCUMENTS = ("main, [role=main]", "article")
_LARGEST_NOISE = 0.5


class Page:
    """A parsed page; `document` is the element to read: the only <main>, else the only <article>, else the body."""

    def __init__(self, parser: Any, name: str) -> None:
        if parser.body is None:
            raise RequestError(f"{name}: a frameset", f"{name} 是框架网页，正文在别的网页里，请另存正文所在的网页。")
        self._size = _measure(parser.body)
        self.document = next(
            (found[0] for found in map(parser.css, _DOCUMENTS) if len(found) == 1 and not self.is_noise(found[0])),
            parser.body,
        )

    def is_noise(self, node: Any) -> bool:
        """Whether an element is no part of the document, by its tag, its role, or the words of its class and id.

        Such a word on an element that holds most of the page's text means something else.
        """
        attributes = node.attributes
        if (
            _NEVER_TEXT.fullmatch(node.tag)
            or (attributes.get("role") or "").lower() in _NOISE_ROLES
            or _is_hidden(attributes)
        ):
            return True
        if node.tag == "header":
            return not _is_inside(node, ("main", "article")) and not node.css("h1")
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        return _NOISE_WORDS.search(names) is not None and _measure(node) <= _LARGEST_NOISE * self._size


def _measure(node: Any) -> int:
    """How many Chinese characters an element holds; scripts hold few."""
    return len(_CHINESE.findall(node.text()))


def _is_hidden(attributes: Mapping[str, str | None]) -> bool:
    is_marked = "hidden" in attributes or attributes.get("aria-hidden") == "true"
    return is_marked or _HIDDEN.search(attributes.get("style") or "") is not None


def _is_inside(node: Any, tags: tuple[str, ...]) -> bool:
    at = node.parent
    while at is not None:
        if at.tag in tags:
            return True
        at = at.parent
    return False
