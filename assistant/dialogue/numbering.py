"""A message as the items of a list that a person numbers: 1、… 2、…, 第一…第二…, 一是…二是…, ①…②…."""

import re

from assistant.language.numbers import read_ordinal

_MARK = re.compile(
    r"(?:^|(?<=[，。；？！：,;?!:\s])|(?=[①②③④⑤⑥⑦⑧⑨]))\s*"
    r"(?:第(?P<rank>[一二三四五六七八九])(?:问|件事|点|个问题)?(?![条章项款节编句批次届个部点年步档层轮期])、?"
    r"|[（(]?(?P<digit>[1-9])(?:[)）、：:]|[.．](?![0-9])|(?=[一-龥])(?![亿万千百十个家条项款章年月日天号元块倍名位户次点级期档份张件]))"
    r"|(?P<ring>[①②③④⑤⑥⑦⑧⑨])"
    r"|(?:其(?P<that>[一二三四五六])|(?P<first>[一二三四五六])(?:是|来|则))(?!谁|哪)"
    r"|(?P<last>最后)(?:一个)?)"
    r"[，,：:、]?"
)


def numbered_items(text: str) -> list[str]:
    """What stands before the list, and its items without their marks; the text alone where nothing is numbered."""
    marks: list[re.Match[str]] = []
    for match in _MARK.finditer(text):
        rank = read_ordinal(next((one for one in match.groups() if one), ""))
        if rank == len(marks) + 1 or (match["last"] and len(marks) > 1):
            marks.append(match)
    if len(marks) < 2:
        return [text]
    starts = [0, *(one.end() for one in marks)]
    ends = [*(one.start() for one in marks), len(text)]
    return [item for start, end in zip(starts, ends, strict=True) if (item := text[start:end].strip())]
