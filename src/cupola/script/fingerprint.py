"""Fingerprints: a short text by which a scene is known again, and by which two versions of it can be compared.

A fingerprint is `exact-sketch`, both in hexadecimal. `exact` (12 digits) is a hash of the scene's words: equal means
unchanged, but for case, punctuation and line breaks. `sketch` (48 digits) samples the pairs of neighbouring words:
the share of equal digits tells how many pairs two versions have in common. It is MinHash with one permutation
(P. Li, A. Owen, C.-H. Zhang, "One Permutation Hashing", 2012) of which four bits a bin are kept (P. Li, C. König,
"b-Bit Minwise Hashing", 2010). Its standard error is about 0.07.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

BINS: Final = 48
_EXACT: Final = 12
_FORM: Final = re.compile(rf"([0-9a-f]{{{_EXACT}}})-([0-9a-f]{{{BINS}}})")
_WORD: Final = re.compile(r"\w+")
_LOW_BITS: Final = int("1" * BINS, 16)
_CHANCE: Final = 1 / 16  # two bins of four bits agree by chance


def bare_words(texts: Iterable[str]) -> list[str]:
    """Give the words of texts, in lower case, without punctuation."""
    return [word for text in texts for word in _WORD.findall(text.replace("_", " ").casefold())]


def fingerprint(found: Sequence[str]) -> str:
    """Make the fingerprint of a scene from its words in order."""
    exact = hashlib.blake2b(" ".join(found).encode(), digest_size=_EXACT // 2).hexdigest()
    return f"{exact}-{_sketch(found)}"


def _sketch(found: Sequence[str]) -> str:
    smallest: dict[int, int] = {}
    for pair in set(pairwise(("", *found, ""))):
        value = int.from_bytes(hashlib.blake2b(" ".join(pair).encode(), digest_size=8).digest(), "big")
        rank, bin_ = divmod(value, BINS)
        if rank < smallest.get(bin_, rank + 1):
            smallest[bin_] = rank
    return _digits(smallest)


def _digits(smallest: dict[int, int]) -> str:
    """Give four bits of each bin; an empty bin borrows from the next that is not, turned by its distance."""
    digits = ["0"] * BINS
    first = min(smallest)
    rank, distance = smallest[first], 0
    for bin_ in (*range(first, -1, -1), *range(BINS - 1, first, -1)):
        if bin_ in smallest:
            rank, distance = smallest[bin_], 0
        digits[bin_] = "0123456789abcdef"[(rank + distance * 7) & 15]
        distance += 1
    return "".join(digits)


def split_fingerprint(text: str) -> tuple[str, int] | None:
    """Split a fingerprint into its exact part and its sketch, read as a number; None when the text is none."""
    match = _FORM.fullmatch(text)
    return (match[1], int(match[2], 16)) if match else None


def likeness(one: str, two: str) -> float | None:
    """Give the share of two scenes that is the same, from 0 to 1; None when one of the two is no fingerprint."""
    first, second = split_fingerprint(one), split_fingerprint(two)
    if first is None or second is None:
        return None
    return 1.0 if first[0] == second[0] else sketch_likeness(first[1], second[1])


def sketch_likeness(one: int, two: int) -> float:
    """Give the likeness of two sketches read as numbers; at most 0.99, since only the exact hash says "the same"."""
    different = one ^ two
    different |= different >> 2
    different |= different >> 1
    share = 1 - (different & _LOW_BITS).bit_count() / BINS
    return min(0.99, max(0.0, (share - _CHANCE) / (1 - _CHANCE)))
