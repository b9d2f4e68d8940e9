"""Settings are strict: a wrong key or value never passes unseen."""

import pytest

from ingest.errors import SettingsError
from ingest.settings import load_settings


@pytest.fixture(autouse=True)
def clean_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("JANGIN_HOME", "JANGIN_MODEL_DIR", "JANGIN_LLM__PROVIDER"):
        monkeypatch.delenv(name, raising=False)


def test_defaults_work_without_any_file():
    settings = load_settings()
    assert str(settings.home) == ".jangin"
    assert settings.llm.provider == "auto"


def test_a_variable_wins_over_the_file(tmp_path, monkeypatch):
    (tmp_path / "jangin.toml").write_text('[llm]\nmodel = "a"\nprovider = "ollama"\n')
    monkeypatch.setenv("JANGIN_LLM__MODEL", "b")
    settings = load_settings()
    assert (settings.llm.model, settings.llm.provider) == ("b", "ollama")


@pytest.mark.parametrize(
    ("toml", "env", "named"),
    [
        ("hom = 'x'", {}, "hom"),
        ("[llm]\nmodl = 'x'", {}, "llm.modl"),
        ("[llm]\nprovider = 'gpt'", {}, "llm.provider"),
        ("[retrieval]\ndepth = 1", {}, "retrieval.depth"),
        ("[chat]\nport = 70000", {}, "chat.port"),
        ("[llm", {}, "jangin.toml"),
        ("", {"JANGIN_LLM_MODEL": "x"}, "JANGIN_LLM_MODEL"),
        ("", {"JANGIN_LLM__MODL": "x"}, "llm.modl"),
        ("", {"JANGIN_CHAT__PORT": "many"}, "chat.port"),
    ],
)
def test_a_wrong_setting_fails_at_load_and_is_named(tmp_path, monkeypatch, toml, env, named):
    (tmp_path / "jangin.toml").write_text(toml)
    for key, value in env.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert named in str(error.value)
    assert "\n" not in str(error.value)
