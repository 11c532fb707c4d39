"""Finite verbs, by which the claims tell a clause from a phrase.

"berördes", "analyseras", "har" are; "placerade" (of placed children) and "ökar" as part of a name are for the list
"""

from __future__ import annotations

from pipeline.parse.memory import remember
from pipeline.parse.phrases import load_set, load_words

# Passives in the past, and verbs in -era: hardly any other word ends so.
_SURE_ENDINGS = ("ades", "ddes", "gdes", "ldes", "mdes", "ndes", "rdes", "ktes", "ptes", "stes", "ttes", "erar", "eras")
# `de boendes nöjdhet`, `de studerandes svar`
_OF_WHOM = ("oendes", "andes")
# `provkörs`, `vidareutbildas`: a known verb with one of these before it.
_PREFIXES = tuple(sorted(load_set("verb prefixes")))
_PAST = ("de", "te", "des", "tes")
# `deras` and `operas` are no verbs.
_LEAST = 7


@remember
def is_finite(word: str) -> bool:
    """Whether this lower-case word is a verb that makes a clause.

    >>> [is_finite(word) for word in ("berördes", "hanteras", "saknar", "deras", "rutiner")]
    [True, True, True, False, False]
    """
    known = load_words("finite_verbs.csv", "verb")
    if word in known or (len(word) >= _LEAST and word.endswith(_SURE_ENDINGS) and not word.endswith(_OF_WHOM)):
        return True
    if len(word) < _LEAST or not word.startswith(_PREFIXES) or word.endswith("satt"):
        return False  # `nedsatt`, `fastsatt`: how a thing is
    return any(word.startswith(first) and word[len(first) :] in known for first in _PREFIXES)


def is_past(verb: str) -> bool:
    """Whether this verb is in the past tense.

    >>> [is_past(verb) for verb in ("var", "låg", "ökade", "uppgick", "är", "ligger")]
    [True, True, True, True, False, False]
    """
    return verb in load_set("strong past verbs") or (is_finite(verb) and verb.endswith(_PAST))


def is_present(verb: str) -> bool:
    """Whether this verb is in the present tense.

    >>> [is_present(verb) for verb in ("ökar", "sjunker", "höjs", "höjdes", "förbättrats", "steg")]
    [True, True, True, False, False, False]
    """
    return verb.endswith(("ar", "er", "år", "ir", "as", "js", "ks", "gs"))
