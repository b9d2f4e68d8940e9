"""Generates what the name tagger learns from: Korean sentences with names in known places, and without.

Three sources: sentences of plants and of other domains with people put in; passages of the fictional
plants under ``eval/tuning/pairs`` whose 반장, 작업자 and the like give way to named people; and the same
passages, the glossary and made-up compounds as they stand, where nothing is a name.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from eval.names.people import People
from ingest.scrub.names import LABELS

_HERE = Path(__file__).parent
_PAIRS = _HERE.parent / "tuning" / "pairs"
_SLOT = re.compile(r"\{(\w+)\}|<([^<>/@ ]*)/([^<>/@ ]*)>")
_HANGUL = re.compile(r"[가-힣]")
_ROLE = re.compile(
    r"(?<![가-힣])(작업자|운전자|운전원|정비원|점검자|담당자|책임자|근무자|신호수|반장님|반장|조장님|조장|선배님|선배|주임|기사님|기사|감독자|동료)"
    r"(이|가|은|는|을|를|와|과|에게|한테|께|의|도)?(?![가-힣])"
)
_NOUN = re.compile(r"(?<![가-힣0-9A-Za-z])[가-힣]{2,5}?(이|가|은|는|을|를|와|과|에게|한테|의|도)(?= )")
_PAIRED = {"이": ("이", "가"), "가": ("이", "가"), "은": ("은", "는"), "는": ("은", "는"), "을": ("을", "를"), "를": ("을", "를"),
           "와": ("과", "와"), "과": ("과", "와")}  # fmt: skip
_OTHER_NOUNS = 3  # times that a passage is shown with other nouns
_LABELS = [label for label in LABELS if len(label) > 1]
_TITLED = ("반장", "조장", "선배", "주임", "기사")
# Compounds: a syllable that is a family name too, one of the trade, one that ends words of the trade.
_COMPOUND_FIRST = "고공구기남노도류마명문민반방배백변봉부상서석선설성소송수신심안양여연염예오옥용우원유육인임장전정제조주지진차천철추탁탄태편표피하한함허현형홍황"
_COMPOUND_MID = "가강건격결경계고공관교구권극금급기내냉노단도동등력로류마면명모목문미반발방배변별보복부분비사산상색선설성소속송수시식신실심압액양여연열염예온외욕용우운원유율음이인입자작장재저적전절점접정제조종주준중증지진집차착창체초최추출충측치침탄탈태통투특파판편평폐표품풍피하한합항해행향현형호혼화확환활황회효후흡"
_COMPOUND_LAST = "기로관판핀구유량압력계대봉물면선제재품실반장치축륜속도온율값비차층형식망통조함문틀잭팬밸럭칼날줄끈봉액수탕강철동금은납석사토분진음열광색"
_COMPOUND_END = "용별식형측성화재기대로자율량부장력계실판관구유면선물품제수차급종류체층벽축봉망통함틀문열음비값치손각막띠턱홈날결꽃집터길목발끝"
_ENDINGS = (
    "한",
    "된",
    "하는",
    "되는",
    "있는",
    "없는",
    "들",
    "적",
    "할",
    "해진",
    "하게",
    "되면",
    "하면",
    "하지만",
    "시켜",
)


@dataclass(frozen=True)
class Example:
    """A text and where its names stand; ``source`` says what it was made from, to hold some out."""

    text: str
    names: tuple[tuple[int, int], ...]
    source: str


def _read(name: str) -> Any:
    return yaml.safe_load((_HERE / f"{name}.yaml").read_text(encoding="utf-8"))


def passages() -> list[str]:
    """Korean passages and questions of the fictional plants; they name nobody."""
    found = []
    for path in sorted(_PAIRS.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            pair = json.loads(line)
            found += [t for t in (pair["text"], *pair["q"], pair["near"]) if _HANGUL.search(t)]
    return found


class Generator:
    """Draws examples, the same for the same seed."""

    def __init__(self, seed: int = 0) -> None:
        self._rng = random.Random(seed)
        self.people = People(self._rng)
        self._plant, self._general = _read("plant"), _read("general")
        self._passages = passages()
        glossary = yaml.safe_load(
            (_HERE.parents[1] / "assistant" / "glossary.yaml").read_text(encoding="utf-8")
        )
        terms = {
            w for entry in glossary for term in entry["ko"] for w in term.split() if not w.endswith("다")
        }
        self._nouns = [*_read("words")["nouns"].split(), *_read("words")["stems"].split(), *sorted(terms)]
        self._stems = _read("words")["stems"].split()
        self._lists = {k: self._general[k].split() for k in ("organisations", "places", "nouns")}

    def examples(self, scale: int = 1) -> Iterator[Example]:
        """All kinds in their shares; ``scale`` rounds through every template and passage."""
        for _ in range(scale):
            for at, text in enumerate(self._passages):
                yield from self._with_people(text, f"passage {at}")
            for domain, rounds in (("plant", 30), ("general", 30)):
                templates = self._plant if domain == "plant" else self._general
                for use in ("people", "plain"):
                    for at, template in enumerate(templates[use]):
                        times = rounds if use == "people" else rounds * 5
                        for _ in range(times):
                            yield self._fill(template, domain, f"{domain} {use} {at}")
            for at, text in enumerate(self._passages):
                yield Example(text, (), f"passage {at}")

    def _compound(self) -> str:
        rng = self._rng
        if rng.random() < 0.6:  # a known noun tells that it is one, however much the whole looks like a name
            return rng.choice(self._stems) + rng.choice(_ENDINGS if rng.random() < 0.25 else _COMPOUND_END)
        while True:
            middle = rng.choice(_COMPOUND_MID) if rng.random() < 0.85 else ""
            word = rng.choice(_COMPOUND_FIRST) + middle + rng.choice(_COMPOUND_LAST)
            if not self.people.is_given(word[1:]) and not self.people.is_given(word):
                return word

    def _noun(self, domain: str) -> str:
        if self._rng.random() < 0.25:
            return self._compound()
        return self._rng.choice(
            self._lists["nouns"] if domain == "general" and self._rng.random() < 0.7 else self._nouns
        )

    def _fill(self, template: str, domain: str, source: str) -> Example:
        text, found, at = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[at : match.start()]
            at = match.end()
            slot = match.group(1)
            if slot is None:
                text += match.group(2) if closed(text[-1]) else match.group(3)
                continue
            value, person = self._value(slot, domain)
            if person:
                found.append((len(text), len(text) + len(value)))
            text += value
        return Example(text + template[at:], tuple(found), source)

    def _value(self, slot: str, domain: str) -> tuple[str, bool]:
        if slot in ("P", "Q"):
            return self.people.full(), True
        if slot == "G":
            return self.people.given(), True
        if slot == "S":
            return self.people.surname(), True
        if slot in ("label", "label2"):
            return self._rng.choice(_LABELS), False
        if slot in ("F", "F2"):
            return self.people.foreign(), True
        if slot in ("O", "O2"):
            return self._rng.choice(self._lists["organisations"]), False
        if slot in ("L", "L2"):
            return self._rng.choice(self._lists["places"]), False
        return self._noun(domain), False

    def _with_people(self, text: str, source: str) -> Iterator[Example]:
        """The passage with named people in place of roles, and with a speaker before it."""
        out, found, at = "", [], 0
        for match in _ROLE.finditer(text):
            role, particle = match.group(1), match.group(2) or ""
            out += text[at : match.start()]
            at = match.end()
            name = self.people.full() if self._rng.random() < 0.85 else self.people.surname()
            titled = role.removesuffix("님") in _TITLED
            if len(name) <= 2 and not titled:
                name = self.people.full()
            found.append((len(out), len(out) + len(name)))
            out += name
            if titled and (len(name) == 1 or self._rng.random() < 0.6):
                out += self._rng.choice((" ", " ", "")) + role
            pair = _PAIRED.get(particle)
            out += (pair[0] if closed(out[-1]) else pair[1]) if pair else particle
        if found:
            yield Example(out + text[at:], tuple(found), source)
        if nouns := list(_NOUN.finditer(text)):
            # A name in any noun's place makes little sense, but teaches that the words around it tell little;
            # other nouns there, that a word nobody has seen before need not be a name.
            name = self.people.full() if self._rng.random() < 0.8 else self.people.foreign()
            put, start = self._put(text, self._rng.choice(nouns), name)
            yield Example(put, ((start, start + len(name)),), source)
            for _ in range(_OTHER_NOUNS):
                put, _ = self._put(text, self._rng.choice(nouns), self._noun("plant"))
                again = list(_NOUN.finditer(put))
                if again:
                    put, _ = self._put(put, self._rng.choice(again), self._noun("plant"))
                yield Example(put, (), source)
        if self._rng.random() < 0.25:
            lead = self._rng.choice(("{}: ", "[{}] ", "{} - ", "({}) ", "{}>", "- {}, ", "{} / "))
            name = self.people.full()
            start = lead.index("{")
            yield Example(lead.format(name) + text, ((start, start + len(name)),), source)

    def _put(self, text: str, match: re.Match[str], word: str) -> tuple[str, int]:
        """The text with another word, and its particle, in a noun's place; and where it begins."""
        pair = _PAIRED.get(match.group(1))
        particle = (pair[0] if closed(word[-1]) else pair[1]) if pair else match.group(1)
        return text[: match.start()] + word + particle + text[match.end() :], match.start()


def closed(syllable: str) -> bool:
    """Whether a Hangul syllable ends in a consonant."""
    code = ord(syllable) - ord("가")
    return 0 <= code < 11172 and code % 28 > 0
