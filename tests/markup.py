"""Documents from a line of text with its mentions marked: `{{person|Ерлан Карин}} назначен советником`.

A date is `{{date 2019-01-01..|с 2019 года}}`: first and last day, either may be missing (an open end is a bound).
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.document import Block, Document, Passage, fact_id
from pipeline.lang.base import pack
from pipeline.schema import DateRow, Entity, Mention
from pipeline.stages.annotate import make_annotate

_MARK = re.compile(r"\{\{(\w+)(?: ([\d.-]+))?\|([^}]*)\}\}")


def document(marked: str, lang: str) -> Document:
    """An annotated document of one paragraph, with a mention for each mark and an entity for each different name."""
    spans: list[tuple[int, int, str, str | None]] = []
    parts, at, length = [], 0, 0
    for found in _MARK.finditer(marked):
        parts += [marked[at : found.start()], found[3]]
        length += found.start() - at
        spans.append((length, length + len(found[3]), found[1], found[2]))
        length += len(found[3])
        at = found.end()
    made = Document.from_text("".join([*parts, marked[at:]]))
    made.blocks = [Block(0, len(made.text), "body", "test")]
    made.passages = [Passage(0, len(made.text), lang, 0)]
    make_annotate([lang]).run([made])
    named: dict[tuple[str, str], str] = {}
    for start, end, label, days in spans:
        if label == "date":
            made.dates.append(_date(made, start, end, days or ".."))
            continue
        tokens = made.tokens_in(start, end)
        normal = pack(lang).normal(tokens, label)
        key = named.setdefault((label, normal), fact_id("ent", made.doc_id, start, end))
        made.mentions.append(
            Mention(
                mention_id=fact_id("men", made.doc_id, start, end, label),
                doc_id=made.doc_id,
                sentence_id=tokens[0].sentence_id,
                start_char=start,
                end_char=end,
                text=made.text[start:end],
                label=label,
                normal=normal,
                lang=lang,
                entity_id=key,
                confidence=1.0,
                rule="test",
            )
        )
    made.entities = [
        Entity(entity_id=key, label=label, name=normal, rule="test") for (label, normal), key in named.items()
    ]
    return made


def _date(made: Document, start: int, end: int, days: str) -> DateRow:
    first, dots, last = days.partition("..")
    bound = "=" if (first and last) or not dots else ">=" if first else "<="
    return DateRow(
        date_id=fact_id("date", made.doc_id, start, end),
        doc_id=made.doc_id,
        sentence_id=made.tokens_in(start, end)[0].sentence_id,
        start_char=start,
        end_char=end,
        text=made.text[start:end],
        lang=made.passages[0].lang,
        kind="period" if dots else "date",
        grain="range" if first[:4] and last[:4] and first[:4] != last[:4] else "year",
        value_text=days,
        start_date=date.fromisoformat(first) if first else None,
        end_date=date.fromisoformat(last) if last else (date.fromisoformat(first) if not dots else None),
        bound=bound,
        source="explicit",
        rule="test",
    )
