"""Small pieces of HTML that several tabs share; every word from outside is escaped here."""

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from assistant.domain import Clause, Section, Span
from assistant.language.sentences import split_sentences

_SHORTEST = 2


def notice_html(text: str) -> str:
    """A sentence that is no result: what went wrong and what to do."""
    return f'<div class="pa-notice" role="alert">{lines_html(text)}</div>'


def empty_html(text: str) -> str:
    """What an empty place says: what will stand here, and how it gets there."""
    return f'<p class="pa-empty">{escape(text)}</p>'


def status_html(text: str) -> str:
    """A short message that screen readers speak when it changes."""
    return f'<p class="pa-status" role="status">{escape(text)}</p>'


def card_html(kind: str, title: str, body: str, is_open: bool = False) -> str:
    """Something that opens and closes."""
    opened = " open" if is_open else ""
    return f'<details class="pa-card {kind}"{opened}><summary>{escape(title)}</summary>{body}</details>'


def list_html(heading: str, lines: Sequence[str], tag: str = "ul") -> str:
    """A heading and its list; nothing where there is no line."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<p class="pa-label">{escape(heading)}</p><{tag}>{items}</{tag}>' if items else ""


def units_html(units: Sequence[str]) -> str:
    """Who is responsible."""
    return f'<p class="pa-units">责任单位：{escape("、".join(units))}</p>' if units else ""


def clause_address(ref: str) -> str:
    """Where a clause has a page of its own."""
    return f"/clauses/{quote(ref, safe='')}"


def permanent_address(ref: str) -> str:
    """Where this page opens with a clause."""
    return f"/?clause={quote(ref, safe='')}"


def heading_of(found: Clause | Section) -> str:
    """Place and title in one line."""
    return f"{found.locator}　{found.title}" if found.title not in found.locator else found.locator


def paragraphs_html(text: str, marked: Iterable[Span] = ()) -> str:
    """Text in paragraphs, the spans highlighted."""
    return "".join(f"<p>{line}</p>" for line in highlighted(text, marked).split("\n") if line)


def highlighted(text: str, marked: Iterable[Span]) -> str:
    """Escaped text with the spans in <mark>; overlapping spans become one, and a mark ends with its line."""
    parts, at = [], 0
    for span in sorted(marked, key=lambda one: (one.start, -one.end)):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        parts += [escape(text[at:start]), _mark(text[start:end])]
        at = end
    return "".join([*parts, escape(text[at:])])


def span_of(piece: str, text: str) -> list[Span]:
    """Where a verbatim piece stands, if it does."""
    start = text.find(piece) if piece else -1
    return [] if start < 0 else [Span(start, start + len(piece))]


def shared_spans(query: str, text: str) -> list[Span]:
    """Where the longest pieces of a query stand in a text, each at least two characters long."""
    spans, at = [], 0
    while at < len(query):
        end = at + _SHORTEST
        if end > len(query) or query[at:end].isspace() or query[at:end] not in text:
            at += 1
            continue
        while end < len(query) and query[at : end + 1] in text:
            end += 1
        spans += _everywhere(query[at:end].strip(), text)
        at = end
    return spans


def relevant_sentence(quote_text: str, answer: str) -> list[Span]:
    """The sentence of a quote that shares most with an answer; none where the quote is one sentence."""
    sentences = split_sentences(quote_text)
    if len(sentences) < 2:
        return []
    said = _pairs(answer)
    return [max(sentences, key=lambda one: len(_pairs(quote_text[one.start : one.end]) & said))]


def lines_html(text: str) -> str:
    """Text with its line breaks, in one line of HTML."""
    return one_line(escape(text))


def one_line(html: str) -> str:
    """HTML without line breaks, so that a Markdown reader leaves it alone."""
    return html.strip().replace("\r", "").replace(">\n", ">").replace("\n", "<br>")


def _mark(text: str) -> str:
    return "\n".join(f"<mark>{escape(line)}</mark>" if line else "" for line in text.split("\n"))


def _everywhere(piece: str, text: str) -> list[Span]:
    spans, at = [], text.find(piece) if piece else -1
    while at >= 0:
        spans.append(Span(at, at + len(piece)))
        at = text.find(piece, at + len(piece))
    return spans


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
