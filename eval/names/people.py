"""Made-up people for the name tagger to learn from; none of them stands in the test sentences."""

from __future__ import annotations

import random
from pathlib import Path

import yaml

_HERE = Path(__file__).parent


class People:
    """Made-up people, the same for the same random source."""

    def __init__(self, rng: random.Random) -> None:
        read = yaml.safe_load((_HERE / "people.yaml").read_text(encoding="utf-8"))
        self._rng = rng
        self._surnames = [s for names in read["surnames"].values() for s in names.split()]
        self._weights = [weight for weight, names in read["surnames"].items() for _ in names.split()]
        self._given, self._foreign = read["given"], read["foreign"]
        self._banned = reserved()

    def given(self) -> str:
        """A given name of one or two syllables that no test sentence holds."""
        while True:
            name = self._one_given()
            if name not in self._banned:
                return name

    def _one_given(self) -> str:
        kind = self._rng.choices(("old", "women", "young", "native", "single"), (38, 17, 29, 6, 10))[0]
        if kind in ("native", "single"):
            return str(self._rng.choice(self._given[kind].split()))
        return "".join(self._rng.choice(self._given[kind][part].split()) for part in ("first", "last"))

    def is_given(self, word: str) -> bool:
        """Whether such a given name could be drawn."""
        if word in self._banned or any(word in self._given[kind].split() for kind in ("native", "single")):
            return True
        sets = (self._given[kind] for kind in ("old", "women", "young"))
        return len(word) == 2 and any(word[0] in s["first"] and word[1] in s["last"] for s in sets)

    def surname(self) -> str:
        return self._rng.choices(self._surnames, self._weights)[0]

    def full(self) -> str:
        """Family and given name; now and then with a space between."""
        surname, given = self.surname(), self.given()
        return f"{surname} {given}" if len(given) == 2 and self._rng.random() < 0.02 else surname + given

    def foreign(self) -> str:
        """A foreigner's name as Korean papers write it."""
        while True:
            nation = self._rng.choices(list(self._foreign), [6, 3, 2, 2, 2, 2, 2, 1, 1, 2, 6])[0]
            name = self._one_foreign(nation)
            if name not in self._banned:
                return name

    def _one_foreign(self, nation: str) -> str:
        pick, chance = self._rng.choice, self._rng.random()
        parts = {part: pick(words.split()) for part, words in self._foreign[nation].items()}
        if nation == "vietnamese":
            order = ("family", "middle", "given") if chance < 0.7 else ("family", "given")
            return pick((" ", " ", "")).join(parts[p] for p in order)
        if nation == "chinese":
            return pick((" ", "", "")).join((parts["family"], parts["given"]))
        if nation == "burmese":
            more = pick(self._foreign[nation]["given"].split())
            return " ".join(
                (parts["family"], parts["given"], more) if chance < 0.5 else (parts["family"], parts["given"])
            )
        if nation == "japanese":
            return parts["family"] if chance < 0.4 else f"{parts['family']} {parts['given']}"
        whole = f"{parts['given']} {parts['family']}"
        single = [w for w in parts.values() if len(w) > 1]
        return (
            pick(single)
            if chance < 0.4 and single
            else whole.replace(" ", "" if 0.4 <= chance < 0.45 else " ")
        )


def reserved() -> frozenset[str]:
    """Names of the test sentences, which nothing here may use."""
    read = yaml.safe_load((_HERE.parent / "scrubbing" / "people.yaml").read_text(encoding="utf-8"))["korean"]
    foreign = {n.strip() for n in read["foreign"].split("|")}
    # Given names of one syllable are so few that both sides share them.
    return frozenset({*read["given"].split(), *foreign})
