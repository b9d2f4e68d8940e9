"""The page: its layout, and what happens when a user sends, switches language or starts anew."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import veteran
from assistant.answer import Language
from assistant.chat import cards, render
from assistant.chat.examples import OFFERED, Examples
from assistant.chat.line import Line, Waiting
from assistant.chat.session import Session
from assistant.chat.texts import NAMES, browser_language, language_name, text
from ingest.errors import JanginError
from ingest.settings import Settings

LONGEST_QUESTION = 1000
# Browsers served at once; their questions still wait in one line.
_AT_ONCE = 16
_EXAMPLES_WAIT_S = 60
_FOLDER = Path(__file__).parent

Updates = dict[Any, Any]


def style() -> str:
    return (_FOLDER / "style.css").read_text("utf-8")


def behaviour() -> str:
    return f"<script>{(_FOLDER / 'page.js').read_text('utf-8')}</script>"


def theme() -> gr.themes.Base:
    """Gradio's plain theme with fonts of the machine itself: named web fonts would be fetched."""
    fonts = ["Pretendard", "'Noto Sans KR'", "'Noto Sans CJK KR'", "'Apple SD Gothic Neo'"]
    fonts += ["'Malgun Gothic'", "NanumBarunGothic", "NanumGothic", "system-ui", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "monospace"], text_size="lg")


def build(settings: Settings, line: Line, examples: Examples) -> gr.Blocks:
    """The page on one line of questions; nothing of a conversation is written or logged."""
    first: Language = "en" if settings.language == "en" else "ko"

    with gr.Blocks(title="Jangin", analytics_enabled=False, fill_width=True) as page:
        session = gr.State(Session(first))
        with gr.Row(elem_id="top"):
            header = gr.HTML(render.header(first), elem_id="header", apply_default_css=False)
            language = gr.Radio(
                list(NAMES),
                value=language_name(first),
                label=text("switch", first),
                elem_id="language",
                container=False,
            )
            new = gr.Button(text("new", first), elem_id="new")
        with gr.Row(elem_id="main"):
            with gr.Column(elem_id="talk"):
                conversation = gr.HTML(
                    render.conversation([], first), elem_id="conversation", apply_default_css=False
                )
                # Never seen: the button of a refusal, which stands in the conversation, presses it.
                pressed = gr.Button("", elem_id="to-veteran-pressed")
                offered = [
                    gr.Button("", elem_id=f"example-{i}", elem_classes="example", visible=False)
                    for i in range(OFFERED)
                ]
            with gr.Column(elem_id="side"):
                sources = gr.HTML(cards.panel([], first), elem_id="sources", apply_default_css=False)
            with gr.Row(elem_id="composer"):
                question = gr.Textbox(
                    lines=1,
                    max_lines=4,
                    max_length=LONGEST_QUESTION,
                    label=text("question", first),
                    placeholder=text("placeholder", first),
                    container=False,
                    elem_id="question",
                )
                send = gr.Button(text("send", first), variant="primary", elem_id="send")

        # When a generator ends, Gradio sends its last values once more (and empties every output if there
        # were none), by then perhaps over something newer: so each ends with a step that changes nothing.
        nothing: Updates = {conversation: gr.skip()}

        def shown(s: Session) -> Updates:
            return {
                conversation: render.conversation(s.exchanges, s.language),
                sources: cards.panel(s.exchanges, s.language),
            }

        def example_buttons(s: Session) -> Updates:
            found = [] if s.exchanges else examples.of(s.language)
            return {
                button: gr.update(value=found[i] if i < len(found) else "", visible=i < len(found))
                for i, button in enumerate(offered)
            }

        def everything(s: Session) -> Updates:
            return {
                header: render.header(s.language),
                new: gr.update(value=text("new", s.language)),
                question: gr.update(
                    label=text("question", s.language), placeholder=text("placeholder", s.language)
                ),
                send: gr.update(value=text("send", s.language)),
                **example_buttons(s),
                **shown(s),
            }

        def load(s: Session, request: gr.Request) -> Iterator[Updates]:
            if settings.language == "auto":
                s.language = browser_language(request.headers.get("accept-language", ""))
            yield {**everything(s), language: language_name(s.language)}
            if not examples.ready.is_set() and examples.ready.wait(_EXAMPLES_WAIT_S):
                yield example_buttons(s)
            yield nothing

        def switch(s: Session, name: str) -> Updates:
            s.language = NAMES[name]
            return everything(s)

        def anew(s: Session) -> Updates:
            s.clear()
            return {**shown(s), **example_buttons(s), question: ""}

        def answering(s: Session, asked: str) -> Iterator[Updates]:
            s.stop()
            history = s.history()
            s.begin(asked)
            job = s.job = line.ask(asked, history)
            yield {**shown(s), **example_buttons(s), question: ""}
            try:
                for event in job.events():
                    if s.job is not job:
                        return
                    last = s.exchanges[-1]
                    if isinstance(event, Waiting):
                        s.update(replace(last, stage="waiting", ahead=event.ahead))
                    else:
                        s.update(last.after(event))
                    yield shown(s)
            except Exception as error:
                if s.job is job:
                    s.update(replace(s.exchanges[-1], stage="failed", failure=_sentence(error, s.language)))
                    yield shown(s)
            finally:
                # Reached as well when the user has closed the page.
                job.cancel()
                if s.job is job:
                    s.job = None

        def ask(s: Session, asked: str) -> Iterator[Updates]:
            asked = asked.strip()
            # A gloved hand presses twice: a question is not asked again while it is answered.
            if asked and (s.job is None or s.job.question != asked):
                yield from answering(s, asked)
            yield nothing

        def put_to_veteran(s: Session) -> Updates:
            if not (s.exchanges and s.exchanges[-1].for_veteran):
                return {conversation: gr.skip()}
            last, before = s.exchanges[-1], s.before_last()
            try:
                line.run(lambda answerer: veteran.keep(answerer, last.question, before)).result()
                s.update(replace(last, kept=True))
            except Exception as error:
                s.update(replace(last, stage="failed", failure=_sentence(error, s.language)))
            return shown(s)

        every = [header, language, new, conversation, sources, question, send, *offered]
        quiet: dict[str, Any] = {
            "show_progress": "hidden",
            "api_visibility": "private",
            "concurrency_limit": _AT_ONCE,
        }
        page.load(load, [session], every, **quiet)
        language.input(switch, [session, language], every, **quiet)
        new.click(anew, [session], every, **quiet)
        pressed.click(put_to_veteran, [session], every, **quiet)
        typed = [question.submit, send.click]
        gr.on(typed, ask, [session, question], every, trigger_mode="multiple", **quiet)
        for button in offered:
            button.click(ask, [session, button], every, **quiet)
    return page


def _sentence(error: Exception, language: Language) -> str:
    """What the user is told; of an unforeseen error the terminal gets the place, never its content."""
    if isinstance(error, JanginError):
        return str(error)
    where = "".join(traceback.format_tb(error.__traceback__))
    print(f"{type(error).__name__} while answering a question:\n{where}", file=sys.stderr)
    return text("broken", language)
