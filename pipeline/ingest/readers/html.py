"""HTML: we decode (headers lie), trafilatura finds the body, the page's own metadata tell title, author, date, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml import etree, html

from pipeline.errors import IngestError
from pipeline.ingest.columns import parse_date
from pipeline.ingest.encoding import decode
from pipeline.ingest.source import Options, Record, Source

SUFFIXES = (".html", ".htm", ".xhtml")
_MAX_BYTES = 20_000_000  # no article; the parser would take minutes and gigabytes
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='pubdate' or @name='publishdate' or @name='date' or @name='DC.date' or @name='dcterms.date']/@content",
    "//meta[@property='og:published_time' or @property='datePublished']/@content",
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: Source, options: Options) -> Iterator[Record]:
    """One record: the article's text, one line a paragraph. Without an article, all the visible text of the page."""
    import trafilatura  # half a second that runs without HTML need not spend

    data = source.read(_MAX_BYTES)
    decoded = decode(data)
    # lxml refuses a str that declares an encoding; ours is decoded already.
    page = _DECLARATION.sub("", decoded.text)
    try:
        found: Any = trafilatura.bare_extraction(
            page, include_comments=False, include_tables=True, with_metadata=True, favor_precision=False
        )
        text: str = (found.text if found else None) or trafilatura.html2txt(page) or ""
    except Exception as error:  # noqa: BLE001 - the parsers below raise what they like on broken markup
        raise IngestError(f"cannot be parsed as HTML: {error}"[:300], "save the page again") from error
    published = _published(page)
    yield Record(
        raw=data,
        text=text,
        format="html",
        encoding=decoded.encoding,
        replaced=decoded.replaced,
        title=found.title if found else None,
        author=found.author if found else None,
        url=found.url if found else None,
        published=published,
        published_source="metadata" if published else None,
    )


def _published(page: str) -> date | None:
    """The day that the page says it was published; nothing is guessed from its text."""
    try:
        tree = html.fromstring(page)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    values = [str(value) for path in _DATES for value in tree.xpath(path)]
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        values += _linked(str(script))
    values += [str(value) for value in tree.xpath("//article//time/@datetime")]
    return next((day for day in map(parse_date, values) if day), None)


def _linked(script: str) -> list[str]:
    """`datePublished` of the objects of a JSON-LD script; nothing when it is broken, as it often is."""
    try:
        found = json.loads(script)
    except (ValueError, RecursionError):
        return []
    objects = (
        found if isinstance(found, list) else found.get("@graph", [found]) if isinstance(found, dict) else []
    )
    return [
        str(item["datePublished"]) for item in objects if isinstance(item, dict) and "datePublished" in item
    ]
