"""Whether words ask or only tell: by question words, A-not-A and requests, which any Chinese question has one of."""

import re

_WORDS = (
    r"什么|啥|谁|哪|怎么|怎样|咋|如何|何(?:时|处|地|种|谓)|几(?!乎)|多少|多(?:大|高|长|久|远)|为何|是否|能否|可否"
    r"|[吗么嘛呢](?![一-龥])|([一-龥])[不没]\1|有[没无]有?(?=[，。？！]|$)|[？?]|不(?=[？?]|$)|没(?=[？?]|$)"
)
_REQUESTS = (
    r"请|[说讲查列报问算答找念读看](?:一?[下说讲看]|清|明)|告诉|告知|介绍|想知道|想问|打听|帮我|给我(?=[^，。？！]{0,4}[说讲列算])"
    r"|对[吧不]|是吧|没错吧|(?:^|[，。；！])把|[发拿](?:给)?我"
)
_ASKS = re.compile(f"{_WORDS}|{_REQUESTS}")
_INDEFINITE = re.compile(
    r"[没不未][^，。？！；]{0,6}(?:什么|啥|谁|哪|几)|[跟和同与好这那十过头前后带领]几(?=[一-龥])|的什么(?=[一-龥])"
)
"""「没签什么」「跟几个姐妹」「市里的什么企业」 ask nothing."""
_HAPPENED = re.compile(r"了|过|已经?|[没未]|刚|一直|从来|也|都|着|来着|后来|起初|原先|[今去前]年|上(?:个?月|周)")


_CLOSES = re.compile(r"呢[？?。，！!\s]*$")


def asks_in_words(text: str) -> bool:
    """Whether anything in a text is a question or a request."""
    return bool(_ASKS.search(_INDEFINITE.sub("没", text)))


def is_bare(text: str) -> bool:
    """Whether a message only names or states something: 省级的呢, 那创业担保贷款, 承诺也签了."""
    return not asks_in_words(_CLOSES.sub("", text))


def tells(text: str) -> bool:
    """Whether a text says that something is or was so, and asks nothing."""
    return bool(_HAPPENED.search(text)) and not asks_in_words(text)
