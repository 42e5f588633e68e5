"""The characters of a text file."""

import re

from assistant.errors import RequestError

_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")


def decode(content: bytes, name: str) -> str:
    """The characters of `content` in UTF-8 or, failing that, GB 18030; raises RequestError for anything else."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NOT_TEXT.search(text):
            break
        return text
    raise RequestError(
        f"{name}: neither UTF-8 nor GB 18030 text", f"{name} 不是 UTF-8 或 GB 18030 编码的文本，请另存为 UTF-8 再试。"
    )
