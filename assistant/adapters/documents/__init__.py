"""Reads a policy file (md, txt, docx, pdf, html) as the text that the library's reader understands.

It keeps what the page prints: computed numbers, tables, paragraphs. It leaves out running heads, page numbers and
navigation, and refuses a file it cannot read whole rather than losing a part of it.
"""

from assistant.adapters.documents.reading import read_document

__all__ = ["read_document"]
