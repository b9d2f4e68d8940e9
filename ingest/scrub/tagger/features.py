"""What the name tagger looks at in a candidate: strings, each of which stands for one learnt weight.

Three groups: the name itself, what stands around it, and what Kiwi and the rules say. The first two cost
little and are enough to dismiss nearly all candidates before Kiwi reads a text.
"""

from __future__ import annotations

from functools import lru_cache

from ingest.scrub import names
from ingest.scrub.reading import UNKNOWN, Reading
from ingest.scrub.tagger.candidates import Candidate

_LABELS = frozenset(names.LABELS)
_RANKS = frozenset(names.RANKS)


@lru_cache(maxsize=65_536)
def of_name(name: str, shape: str) -> tuple[str, ...]:
    """The name by itself: its surname, the syllables of its given name, the whole."""
    cut = 2 if name.startswith(names.COMPOUND_SURNAMES) else 1
    family, given = (name[:cut], name[cut:].strip()) if shape in ("full", "spaced", "surname") else ("", name)
    found = [f"shape {shape}", f"whole {name}", f"family {family}", f"length {shape} {len(given)}"]
    if given:
        found += [f"first {shape} {given[0]}", f"last {given[-1]}", f"last {shape} {given[-1]}"]
    if len(given) == 2:
        usual = (given[0] in names.GIVEN_FIRST) + 2 * (given[1] in names.GIVEN_LAST)
        found += [f"given {given}", f"usual {shape} {usual}"]
    if shape == "words":
        parts = name.split()
        found += [f"word {len(part)} {part}" for part in parts]
        found += [f"words {len(parts)}", f"lengths {[len(part) for part in parts]}"]
    if shape in ("foreign", "words") or (shape == "given" and len(name) == 3):
        found += [f"two {name[i : i + 2]}" for i in range(len(name) - 1)]
        found += [f"one {c}" for c in set(name)]
        found += [f"begins {name[:2]}", f"ends {name[-2:]}"]
    return tuple(found)


def around(c: Candidate) -> list[str]:
    """Title, particle, the words and signs on both sides."""
    known = "label" if c.before in _LABELS else "rank" if c.before in _RANKS else ""
    gap_before, gap_after = _gap(c.gap_before), _gap(c.gap_after)
    title = c.title.strip()
    found = [
        f"rest {c.rest}", f"rest {c.shape} {c.particle} {bool(title)}", f"particle {c.shape} {c.particle}",
        f"title {title}", f"title {c.shape} {title}", f"title where {c.title[:1] == ' '} {bool(title)} {c.shape}",
        f"before {c.before}", f"before ends {c.before[-2:]}", f"before gap {c.before[-2:]} {gap_before}",
        f"after {c.after}", f"after begins {c.after[:2]}", f"gap before {gap_before} {c.shape}", f"gap after {gap_after} {c.shape}",
        f"gaps {gap_before} {gap_after} {c.rest == ''}", f"known {known} {c.shape} {gap_before}", f"after kind {_kind(c.after)} {gap_after}",
        f"before kind {_kind(c.before)} {gap_before} {c.shape}",
    ]  # fmt: skip
    return found


def of_reading(c: Candidate, reading: Reading, rule: float) -> list[str]:
    """What Kiwi makes of it, and the score that the rules give it (0 for none)."""
    inside, following = reading.touching(c.start, c.end)
    tags = "+".join(t.tag[:3] for t in inside)
    aligned = bool(inside) and inside[0].start == c.start and inside[-1].start + inside[-1].len == c.end
    known = "".join("?" if t.id <= UNKNOWN else "." for t in inside)
    after = following.tag if following is not None else ""
    title = bool(c.title)
    coarse = "".join(dict.fromkeys(t.tag[0] for t in inside))
    words = [t for t in inside if t.tag in ("NNG", "MAG", "NNB", "XSN", "XPN") and t.id > UNKNOWN]
    longest = max((t.len for t in words if t.tag == "NNG"), default=0)
    whole = aligned and len(words) == len(inside)
    first, last = (inside[0].tag, inside[-1].tag) if inside else ("", "")
    return [
        f"coarse {coarse} {c.shape}", f"coarse {coarse} {aligned} {title}", f"longest {longest} {c.shape} {aligned}",
        f"noun {longest} {whole} {c.shape}", f"noun {longest} {whole} {title} {c.shape} {rule:.2f}", f"count {len(inside)} {c.shape} {aligned}",
        f"edges {first} {last} {aligned} {c.shape}", f"edges {first} {last} {known}",
        f"tags {tags} {aligned}", f"tags {c.shape} {tags} {aligned} {known}", f"known {known} {aligned} {c.shape}",
        f"tags {tags} {aligned} {title}", f"tags {c.shape} {tags} {known} {title} {c.particle}", f"next tag {after} {aligned}",
        f"rule {rule:.2f}", f"rule {rule:.2f} {c.shape}", f"rule {rule:.2f} {known} {aligned}",
    ]  # fmt: skip


def _gap(gap: str) -> str:
    return "".join("_" if c == " " else "/" if c == "\n" else c for c in gap[:2]) if gap else "-"


def _kind(word: str) -> str:
    if not word:
        return "none"
    if word.isdigit():
        return "digits"
    return "latin" if word.isascii() else str(min(len(word), 3))
