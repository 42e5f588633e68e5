"""The parts of a policy written as md and html; see docx_writer and pdf_writer for the others."""

from collections.abc import Sequence
from html import escape

from tests.adapters.documents.policies import Part

_MARKS = {"title": "# ", "chapter": "## ", "一": "## ", "（一）": "### "}
_TAGS = {"title": "h1", "chapter": "h2", "一": "h2", "（一）": "h3", "annex": "h3"}


def write_md(parts: Sequence[Part]) -> bytes:
    """The policy in Markdown."""
    blocks = [_md_table(part.rows) if part.rows else _MARKS.get(part.kind, "") + part.printed for part in parts]
    return ("\n\n".join(blocks) + "\n").encode()


def write_html(parts: Sequence[Part]) -> bytes:
    """The policy inside a web page, with what such pages have around their text."""
    body = "\n".join(_html_table(part.rows) if part.rows else _html_paragraph(part) for part in parts)
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>政策 - 青禾区人民政府</title>
<script>var title = "一、不是正文";</script><style>p {{ text-indent: 2em }}</style></head>
<body><header class="top"><a href="/">青禾区人民政府</a></header>
<nav><ul><li><a href="/1">首页</a></li><li><a href="/2">政务公开</a></li></ul></nav>
<div class="breadcrumb">当前位置：<a href="/">首页</a> &gt; 政策文件</div>
<div class="content-box"><div class="article-con">{body}</div>
<div class="share-box share">分享到：<a>微信</a></div><div style="display: none">十一、隐藏的文字</div></div>
<footer>主办：青禾区人民政府办公室<br>备案序号：第12345678号</footer></body></html>""".encode()


def _md_table(rows: Sequence[Sequence[str]]) -> str:
    written = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([written[0], "|" + " --- |" * len(rows[0]), *written[1:]])


def _html_paragraph(part: Part) -> str:
    tag = _TAGS.get(part.kind, "p")
    return f"<{tag}>&emsp;&emsp;<span>{escape(part.label)}</span>{escape(part.text)}</{tag}>"


def _html_table(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<table border='1'><tbody>{lines}</tbody></table>"
