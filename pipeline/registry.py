"""Named factories that configs/*.cfg calls: `@stages = "regions.v1"` calls the function registered under that name."""

from __future__ import annotations

import catalogue
import confection


class registry(confection.registry):  # noqa: N801 - confection and spaCy spell it so
    stages = catalogue.create("derek", "stages")
