"""Bytes -> Document: what a source says, exactly as it says it; nothing is repaired here. Start at `source`."""

from .failure import Unreadable
from .source import read_document

__all__ = ["Unreadable", "read_document"]
