"""The prompt files and their loader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prompts import FOLDER, NO_ANSWER, PromptError, load

FILES = sorted(FOLDER.glob("*.md"))
IDS = sorted({path.name.split(".")[0] for path in FILES})
WHOLE = """---
id: t
language: en
version: 1
---
## system
Answer.
## example
### user
Q
### assistant
A
## user
{question}
"""


@pytest.mark.parametrize("id", IDS)
def test_every_prompt_is_there_in_both_languages_with_the_same_placeholders(id: str) -> None:
    korean, english = load(id, "ko"), load(id, "en")
    assert korean.placeholders == english.placeholders
    assert len(korean.examples) == len(english.examples)
    assert korean.version == english.version


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_compose_examples_have_the_form_of_the_real_question(language: str) -> None:
    prompt = load("compose", language)
    form = re.escape(prompt.user_template)
    for name in prompt.placeholders:
        form = form.replace(re.escape("{" + name + "}"), "(.+)")
    assert all(re.fullmatch(form, user, re.DOTALL) for user, _ in prompt.examples)
    assert sum(answer == NO_ANSWER for _, answer in prompt.examples) == 1
    assert NO_ANSWER in prompt.system


def test_a_chat_is_the_cached_prefix_and_then_the_question() -> None:
    prompt = load("compose", "ko")
    chat = prompt.messages(evidence="[1] 롤은 {800}톤마다 바꾼다.", question="언제 바꿔요?")
    assert chat[:-1] == prompt.prefix()
    assert [role for role, _ in chat] == ["system", *["user", "assistant"] * len(prompt.examples), "user"]
    assert "[1] 롤은 {800}톤마다 바꾼다." in chat[-1][1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("---\nid", "id", "front matter"),
        ("version: 1", "version: [", "not YAML"),
        ("version: 1", "version: one", "whole number"),
        ("language: en", "language: fr", "ko or en"),
        ("id: t", "id: other", "name of the file"),
        ("version: 1", "version: 1\nauthor: x", "nothing else"),
        ("## system\nAnswer.", "", "one ## system"),
        ("Answer.", "", "empty"),
        ("### assistant\nA\n", "", "### assistant"),
        ("{question}", "question", "no {placeholder}"),
        ("{question}", "{question", "malformed"),
        ("## example", "## exmaple", "unknown section"),
        ("## system", "Stray.\n## system", "outside its sections"),
    ],
)
def test_a_malformed_prompt_file_fails_with_one_sentence(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in WHOLE
    (tmp_path / "t.en.md").write_text(WHOLE.replace(old, new), encoding="utf-8")
    with pytest.raises(PromptError, match=re.escape(says)) as raised:
        load("t", "en", tmp_path)
    assert "t.en.md" in str(raised.value) and "\n" not in str(raised.value)


def test_a_whole_prompt_file_loads(tmp_path: Path) -> None:
    (tmp_path / "t.en.md").write_text(WHOLE, encoding="utf-8")
    assert load("t", "en", tmp_path).examples == (("Q", "A"),)


def test_a_missing_prompt_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match=r"none\.ko\.md"):
        load("none", "ko", tmp_path)
