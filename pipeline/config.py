"""Reading of the configuration: confection files, validated by the signatures of the factories that they call."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from confection import Config, ConfigValidationError

from pipeline.document import stable_hash
from pipeline.errors import ConfigError, DerekError
from pipeline.registry import registry
from pipeline.stages import register_all
from pipeline.stages.base import Stage, check_order

_PACKAGE = Path(__file__).parent
# In a wheel configs/ lies inside the package, in a checkout beside it.
CONFIGS = _PACKAGE / "configs" if (_PACKAGE / "configs").is_dir() else _PACKAGE.parent / "configs"
DEFAULT = CONFIGS / "default.cfg"
_SECTIONS = ("derek", "stages")
_DEREK_KEYS = ("languages", "stages")


def read_config(path: Path | None = None) -> Config:
    """The default configuration, with the sections of `path` laid over it.

    Raises `ConfigError` that names the file, the section and key, and what is allowed there.
    """
    default = Config().from_disk(DEFAULT, interpolate=False)
    if path is None:
        return default
    try:
        text = path.read_text("utf-8")
        # confection wants [stages] spelled out before [stages.figures]; a person need not.
        parents = [f"[{name}]" for name in _SECTIONS if f"[{name}]" not in text]
        own = Config().from_str("\n".join([*parents, text]), interpolate=False)
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot read the configuration ({error.strerror})", "give the path of a .cfg file"
        ) from error
    except Exception as error:  # noqa: BLE001 - confection raises what configparser raises, of many types
        raise ConfigError(
            f"{path}: not a configuration: {' '.join(str(error).split())}", f"compare it with {DEFAULT}"
        ) from error
    _check_keys(path, own, default)
    return default.merge(own)


def _check_keys(path: Path, own: Config, default: Config) -> None:
    for section, allowed in (("", _SECTIONS), ("derek", _DEREK_KEYS), ("stages", tuple(default["stages"]))):
        table = own.get(section, {}) if section else own
        for key in table:
            if key in allowed or (section == "stages" and "@stages" in table[key]):
                continue
            close = get_close_matches(key, allowed, n=1)
            hint = f"did you mean {close[0]!r}? " if close else ""
            where = f"[{section}]" if section else "the file"
            raise ConfigError(
                f"{path}:{_line_of(path, key)}: unknown key {key!r} in {where}",
                f"{hint}allowed: {', '.join(allowed)}",
            )


def _line_of(path: Path, key: str) -> int:
    pattern = re.compile(rf"^\s*\[?(?:[\w.]+\.)?{re.escape(key)}\s*[\]=.]")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if pattern.match(line)), 1)


def build_stages(config: Config, path: Path | None = None) -> list[Stage]:
    """The stages that the configuration lists, in its order; arguments are checked against the factories' signatures."""
    register_all()
    source = path or DEFAULT
    listed = config["derek"]["stages"]
    _check_listed(listed, config["stages"], source)
    try:
        used = config.interpolate()
        used["stages"] = {name: used["stages"][name] for name in listed}
        resolved: dict[str, Any] = registry.resolve(used)
    except DerekError:
        raise  # a factory found its data file malformed: that message is the better one
    except ConfigValidationError as error:
        problems = "; ".join(f"[{'.'.join(map(str, e['loc']))}] {e['msg']}" for e in error.errors) or str(
            error
        )
        raise ConfigError(
            f"{source}: {error.title or 'invalid'}: {problems}",
            "see the factory's arguments in pipeline/stages/",
        ) from error
    except Exception as error:  # noqa: BLE001 - catalogue and confection raise several types for an unknown name or reference
        raise ConfigError(
            f"{source}: {' '.join(str(error).split())}", f"compare it with {DEFAULT}"
        ) from error
    stages: list[Stage] = [resolved["stages"][name] for name in listed]
    check_order(stages)
    return stages


def _check_listed(listed: Sequence[str], sections: Collection[str], source: Path) -> None:
    for name in listed:
        if name not in sections:
            raise ConfigError(
                f"{source}:{_line_of(source, 'stages')}: stage {name!r} is listed but has no section",
                f"there are {', '.join(sections)}",
            )


def config_hash(config: Config) -> str:
    """Sixteen hex digits of everything that the configuration says; stands in the manifest."""
    return stable_hash(config.to_str(interpolate=False))
