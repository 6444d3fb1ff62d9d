"""JSON documents ⇄ objects: a text that is not the document it should be is refused with every fault at once."""

from datamaturity.documents.frameworks import parse_framework

__all__ = ["parse_framework"]
