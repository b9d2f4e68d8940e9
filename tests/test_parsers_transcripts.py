"""Interviews become turns with speaker and time; ordinary text with colons does not."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from ingest.documents import Block, Locator
from ingest.parsers import parse
from ingest.parsers.turns import Cue, blocks_of, speakers_of


def turn(text: str, speaker: str | None, start: float | None = None, end: float | None = None) -> Block:
    return Block(text, Locator(speaker=speaker, start=start, end=end), "turn")


VTT_VOICES = """WEBVTT - 가열로 면담

NOTE 확인 전

1
00:00:06.043 --> 00:00:08.000
<v 문서진>처음에 뭘 봅니까?

00:08.500 --> 00:11.000 align:start
<v.loud 박영식>불을 <i>봅니다</i>.</v>

00:00:11.000 --> 00:00:13.000
<v 박영식>노압 &gt; 10 Pa.
"""
SRT_LABELS = "\n".join(
    f"{i}\n00:00:{2 * i:02d},000 --> 00:00:{2 * i + 1:02d},500\n{line}\n"
    for i, line in enumerate(
        ["면접자: 처음은요?", "최만호: 소리.", "텅 하고 맑게 나야 돼.", "면접자: 다음은?", "최만호: 롤."]
    )
)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.vtt",
            VTT_VOICES,
            [
                turn("처음에 뭘 봅니까?", "문서진", 6.043, 8.0),
                turn("불을 봅니다. 노압 > 10 Pa.", "박영식", 8.5, 13.0),
            ],
        ),
        (
            "a.srt",
            SRT_LABELS,
            [
                turn("처음은요?", "면접자", 0.0, 1.5),
                turn("소리. 텅 하고 맑게 나야 돼.", "최만호", 2.0, 5.5),
                turn("다음은?", "면접자", 6.0, 7.5),
                turn("롤.", "최만호", 8.0, 9.5),
            ],
        ),
        (
            "a.txt",
            "[00:00:04] 면접자: 퍼지는요?\n[00:00:10] 박영식: 오 분.\n주의: 줄이지 마라.\n"
            "[00:01:02] 면접자: 왜죠?\n[00:01:05] 박영식: 가스.",
            [
                turn("퍼지는요?", "면접자", 4.0, 10.0),
                turn("오 분. 주의: 줄이지 마라.", "박영식", 10.0, 62.0),
                turn("왜죠?", "면접자", 62.0, 65.0),
                turn("가스.", "박영식", 65.0),
            ],
        ),
        (
            "b.txt",
            "Derek Holloway (00:12): Listen.\nClaire (00:20): Why?\nDerek Holloway (00:31): Air.\nClaire (1:02:03): Ok.",
            [
                turn("Listen.", "Derek Holloway", 12.0, 20.0),
                turn("Why?", "Claire", 20.0, 31.0),
                turn("Air.", "Derek Holloway", 31.0, 3723.0),
                turn("Ok.", "Claire", 3723.0),
            ],
        ),
        (
            "a.json",
            json.dumps(
                {
                    "text": "all",
                    "segments": [
                        {"start": 0, "end": 4.5, "text": " Who are you?", "speaker": "A"},
                        {"start": 5, "end": 9, "text": " Joe.", "speaker": "B"},
                    ],
                }
            ),
            [turn("Who are you?", "A", 0.0, 4.5), turn("Joe.", "B", 5.0, 9.0)],
        ),
        ("b.json", '[{"start": 1, "end": 2, "text": "하나"}]', [turn("하나", None, 1.0, 2.0)]),
    ],
)
def test_each_format_gives_turns(tmp_path: Path, name: str, content: str, expected: list[Block]) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert list(parse(tmp_path / name).blocks) == expected


def test_a_word_transcript_keeps_its_title_and_facts_before_the_talk(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("검사 1차 면담: 표면 흠", 0)
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text, row.cells[1].text = "시행일", "2024-05-14"
    for line in (
        "[00:06] 면접자: 순서는요?",
        "[00:13] 정복례: 냄새.",
        "[00:20] 면접자: 왜요?",
        "[00:24] 정복례: 기름내.",
    ):
        document.add_paragraph(line)
    document.save(str(tmp_path / "a.docx"))
    assert parse(tmp_path / "a.docx").blocks[:3] == (
        Block("검사 1차 면담: 표면 흠", Locator()),
        Block("시행일 | 2024-05-14", Locator()),
        turn("순서는요?", "면접자", 6.0, 13.0),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ["주의: 물을 끈다.", "주의: 잠근다.", "참고: 표를 본다.", "참고: 그림.", "본문이다."],
        ["Note: stop.", "Note: wait.", "Warning: hot.", "Warning: live."],
        ["일시: 1월", "장소: 압연", "설비: F5", "현상: 균열", "담당: 이준호"],
        ["박영식: 하나", "박영식: 둘", "박영식: 셋"],
        ["박영식: 하나", "면접자: 둘", "박영식: 셋", "면접자: 넷", *["그냥 긴 글이 이어진다."] * 10],
        ["https://example.com", "http://example.org", "10:30 시작", "11:20 끝"],
    ],
)
def test_text_with_colons_is_no_transcript(lines: list[str]) -> None:
    assert speakers_of(lines) == frozenset()


def test_long_turns_are_cut_after_a_minute_and_after_600_characters() -> None:
    minute = [Cue("가", "A", 10.0 * i, 10.0 * i + 9) for i in range(8)]
    assert [(b.locator.start, b.locator.end) for b in blocks_of(minute)] == [(0.0, 59.0), (60.0, 79.0)]
    long = [Cue("가" * 250, "A", float(i), i + 1.0) for i in range(4)]
    assert [len(b.text) for b in blocks_of(long)] == [501, 501]


def test_an_empty_line_in_a_subtitle_loses_nothing(tmp_path: Path) -> None:
    cue = "{}\n00:00:0{},000 --> 00:00:0{},500\n{}\n\n"
    said = ["가열로 문은\n\n천천히 연다.", "온도는\n850", "끝."]
    text = "".join(cue.format(n, n, n, words) for n, words in enumerate(said, 1))
    # The last cue has no number; a number that is said before it is not its number.
    text = text.replace("3\n00:00:03", "00:00:03")
    (tmp_path / "a.srt").write_text(text, "utf-8")
    assert (
        " ".join(b.text for b in parse(tmp_path / "a.srt").blocks)
        == "가열로 문은 천천히 연다. 온도는 850 끝."
    )
