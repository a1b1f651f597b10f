"""Reading: what the page says, and where."""

from generator.documents.model import (
    Block,
    Cell,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    SubmissionHeader,
    Table,
    TableRow,
)
from generator.documents.reading import parse_document, read_document

__all__ = [
    "Block",
    "Cell",
    "Document",
    "Heading",
    "PageBreak",
    "Paragraph",
    "SubmissionHeader",
    "Table",
    "TableRow",
    "parse_document",
    "read_document",
]
