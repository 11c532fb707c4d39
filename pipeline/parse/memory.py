"""What was found out of a word, kept for the next time that it comes.

Most words come again and again, and each is looked at in a dozen ways. A dictionary tells it at a third of the cost of
`functools.lru_cache`, which orders what it keeps at each look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, count
from typing import TypeVar

V = TypeVar("V")

#: Of each kind of look; a report has a few thousand different words.
_WORDS_KEPT = 8192


def remember(look: Callable[[str], V]) -> Callable[[str], V]:
    """The same function of a word, which remembers what it gave; it must depend on nothing else."""
    return _Memory(look).__getitem__


def find_spots(look: Callable[[str], object], words: Iterable[str], first: int = 0) -> Iterator[int]:
    """Where those of the words stand that `look` says yes to; `first` is the number of the first word.

    With most words a look finds nothing: those cost no turn of a loop.
    """
    return compress(count(first), map(look, words))


class _Memory(dict[str, V]):
    __slots__ = ("_look",)

    def __init__(self, look: Callable[[str], V]) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, word: str) -> V:
        if len(self) >= _WORDS_KEPT:  # a strange document; all is forgotten, so that memory stays flat
            self.clear()
        found = self[word] = self._look(word)
        return found
