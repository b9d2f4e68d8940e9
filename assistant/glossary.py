"""The trade's vocabulary: from a question's words to the other words the sources may use.

A trainee says 바킹, the manual says “gland packing”. Word search finds nothing of that without help,
so a question brings along the other language's terms and the shop floor's synonyms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from assistant.glossary_file import Entry, built_in, read
from assistant.glossary_forms import Term, TermLanguage
from ingest.index import tokens as index_tokens

# The question's own word can never score in the other language, so a translation counts in full.
OTHER_LANGUAGE = 1.0
# In its own language the question's word already scores; a synonym helps without outvoting it.
SAME_LANGUAGE = 0.5
# A short word is read in running text only before a particle or an ending: 역화가, not 상한 in 상한가.
_AFTER = "이가은는을를의에로으와과도만부까나랑하되된됐한할해했인일입처마별용측쪽내안밖중시났난"
# Stands in for a word already read in the text: it keeps particles in place and matches no term.
_READ = "Z"


@dataclass(frozen=True)
class Glossary:
    """Entries, each the terms of one meaning."""

    entries: tuple[Entry, ...] = field(repr=False)

    def related(self, tokens: Sequence[str], text: str = "") -> dict[str, float]:
        """The search words a question brings along, with weights of 0 to 1; never its own.

        ``tokens`` are the question's search words. ``text`` is the question itself: from it are read
        the words that Kiwi cuts up (가열로, 시건), which are passed over without it. A term of more
        words than it stands for shares out its weight among them.
        """
        read, rest = self._in_text(text)
        matches = [*read, *self._in_tokens(index_tokens.words(rest) if read else tokens)]
        own = set(tokens)
        found: dict[str, float] = {}
        for number, language, length in matches:
            for other in self.entries[number]:
                weight = SAME_LANGUAGE if other.language == language else OTHER_LANGUAGE
                weight *= min(1.0, length / len(other.tokens)) if other.tokens else 0.0
                for token in other.tokens:
                    if token not in own and weight > found.get(token, 0.0):
                        found[token] = weight
        return found

    def _in_tokens(
        self, tokens: Sequence[str], longest: int | None = None
    ) -> list[tuple[int, TermLanguage, int]]:
        """(entry, language, length) of the terms that stand as runs of tokens, the longest first.

        The parts of a longer term are read as well: 리턴 필터 may stand in a manual as 복귀 여과기,
        which only 필터 alone leads to.
        """
        matches: list[tuple[int, TermLanguage, int]] = []
        at, longest = 0, self._longest if longest is None else longest
        while at < len(tokens):
            for length in range(min(longest, len(tokens) - at), 0, -1):
                if hits := self._runs.get(tuple(tokens[at : at + length])):
                    matches.extend((number, language, length) for number, language in hits)
                    if length > 1:
                        matches.extend(self._in_tokens(tokens[at : at + length], length - 1))
                    break
            else:
                length = 1
            at += length
        return matches

    def _in_text(self, text: str) -> tuple[list[tuple[int, TermLanguage, int]], str]:
        """The terms read in the text itself, and the text without them."""
        words = self._pattern.findall(text) if self._plain else []
        matches: list[tuple[int, TermLanguage, int]] = [
            (number, "ko", length) for word in words for number, length in self._plain[_unspaced(word)]
        ]
        return matches, self._pattern.sub(_READ, text) if words else text

    @cached_property
    def written(self) -> frozenset[str]:
        """Every Korean term, and every word of the English ones, as they are written."""
        return frozenset(
            word
            for _, t in self._numbered()
            for word in ((t.text,) if t.language == "ko" else t.text.lower().split())
        )

    @cached_property
    def _runs(self) -> dict[tuple[str, ...], list[tuple[int, TermLanguage]]]:
        runs: dict[tuple[str, ...], list[tuple[int, TermLanguage]]] = {}
        for number, t in self._numbered():
            if t.run and (number, t.language) not in runs.setdefault(t.run, []):
                runs[t.run].append((number, t.language))
        return runs

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._runs), default=0)

    @cached_property
    def _read_in_text(self) -> frozenset[str]:
        """The plain terms, and the longer ones that begin with one: 리플로우 is not 리플로 and a rest."""
        plain = {t.text for _, t in self._numbered() if t.plain}
        longer = {
            t.text
            for _, t in self._numbered()
            if t.language == "ko" and any(t.text[:i] in plain for i in range(2, len(t.text)))
        }
        return frozenset(plain | longer)

    @cached_property
    def _plain(self) -> dict[str, list[tuple[int, int]]]:
        plain: dict[str, list[tuple[int, int]]] = {}
        for number, t in self._numbered():
            if t.text in self._read_in_text:
                plain.setdefault(_unspaced(t.text), []).append((number, len(t.text.split())))
        return plain

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = sorted(self._read_in_text, key=lambda w: (-len(w), w))
        return re.compile("(?<![가-힣0-9])(?:" + "|".join(map(_in_running_text, words)) + ")")

    def _numbered(self) -> Iterable[tuple[int, Term]]:
        return ((number, t) for number, entry in enumerate(self.entries) for t in entry)


def _unspaced(word: str) -> str:
    return re.sub(r"\s", "", word)


def _in_running_text(word: str) -> str:
    spaced = r"\s?".join(map(re.escape, word.split()))
    return spaced if len(_unspaced(word)) > 2 else rf"{spaced}(?=[^가-힣]|$|[{_AFTER}])"


def load(path: Path | None = None) -> Glossary:
    """The built-in glossary; with ``path``, a plant's own entries as well.

    Raises:
        SettingsError: a file cannot be read, or an entry is not of the form ``{ko: [...], en: [...]}``.
    """
    return Glossary(built_in() + (read(path) if path else ()))
