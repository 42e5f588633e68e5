"""Footnotes and endnotes of a docx file: numbered as they are referred to, their text by the number in the file."""

from xml.etree.ElementTree import Element

from assistant.adapters.documents.docx_names import W


class Notes:
    """The notes of one document; ask for them in reading order."""

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._texts = {**_read(footnotes, "footnote"), **_read(endnotes, "endnote")}
        self._taken = 0

    def take(self, reference: Element) -> tuple[str, str]:
        """The mark that a reference leaves in the text, and the note's paragraph; both empty where there is none."""
        kind = reference.tag.removeprefix(W).removesuffix("Reference")
        text = self._texts.get((kind, reference.get(f"{W}id", "")), "")
        if not text:
            return "", ""
        self._taken += 1
        return f"［注{self._taken}］", f"［注{self._taken}］{text}"


def _read(root: Element | None, kind: str) -> dict[tuple[str, str], str]:
    notes = [] if root is None else root.findall(f"{W}{kind}")
    return {(kind, note.get(f"{W}id", "")): _text(note) for note in notes if note.get(f"{W}type") is None}


def _text(note: Element) -> str:
    return "".join(piece.text or "" for piece in note.iter(f"{W}t")).strip()
