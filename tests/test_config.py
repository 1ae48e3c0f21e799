"""A wrong configuration stops at once and says where, what and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import build_stages, config_hash, read_config
from pipeline.errors import ConfigError
from pipeline.stages.base import Stage, check_order

WRONG = [
    ("[derek]\nlangauges = [\"ru\"]\n", ":2", "did you mean 'languages'"),
    ("[dreek]\n", ":1", "did you mean 'derek'"),
    ("[stages.figurse]\nx = 1\n", ":1", "did you mean 'figures'"),
    ("[stages.figures]\nspeed = 3\n", "speed", "unexpected"),
    ("[stages.figures]\nlanguages = 3\n", "languages", "list"),
    ("[stages.figures]\n@stages = \"figures.v9\"\n", "figures.v9", "figures.v1"),
    ("[derek]\nstages = [\"regions\",\"nothing\"]\n", ":2", "there are regions"),
    ("[derek]\nstages = [\"figures\"]\n", "figures", "made by"),
    ("[derek\n", "not a configuration", "default.cfg"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "place", "hint"), WRONG)
def test_wrong_configuration(tmp_path: Path, content: str, place: str, hint: str) -> None:
    path = tmp_path / "own.cfg"
    path.write_text(content, "utf-8")
    with pytest.raises(ConfigError) as caught:
        build_stages(read_config(path), path)
    assert place in str(caught.value)
    assert hint.lower() in str(caught.value).lower()


def test_own_settings_lie_over_the_default_ones(tmp_path: Path) -> None:
    path = tmp_path / "own.cfg"
    path.write_text('[derek]\nlanguages = ["kk"]\n', "utf-8")
    config = read_config(path)
    assert config["derek"]["languages"] == ["kk"]
    assert config["derek"]["stages"] == read_config()["derek"]["stages"]
    assert config_hash(config) != config_hash(read_config())


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.cfg"):
        read_config(tmp_path / "nowhere.cfg")


def test_stages_in_a_wrong_order_say_who_makes_what() -> None:
    def nothing(_: object) -> None:
        return None

    first = Stage("claims", ("mentions",), ("claims",), nothing)
    second = Stage("mentions", ("text",), ("mentions",), nothing)
    check_order([second, first])
    with pytest.raises(ConfigError, match="mentions is made by mentions"):
        check_order([first, second])
