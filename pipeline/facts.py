"""The facts of one text, as Python and notebooks see them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pipeline.document import Document
from pipeline.tables.collect import collect
from pipeline.tables.join import join
from pipeline.tables.read import frame


@dataclass(slots=True)
class Facts(Document):
    """A processed text. `figures`, `claims`, `mentions`, … are lists of rows; a notebook shows the text with them marked."""

    def frames(self) -> dict[str, pd.DataFrame]:
        """The same tables that a run writes, as typed DataFrames."""
        tables, _ = join([collect([self])], [(self.doc_id, self.entities)])
        return {name: frame(table) for name, table in tables.items()}

    def _repr_html_(self) -> str:
        from pipeline.view import render_html  # only a notebook needs it

        return render_html(self)
