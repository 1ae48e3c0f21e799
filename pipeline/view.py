"""A document for the eye: its text with persons, figures and claims marked, in the terminal and in a notebook.

Everything that comes from the document is escaped: HTML special characters in the notebook, control characters in the
terminal, so that a text cannot write into the page or move the cursor.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.schema import Claim

_ANSI = {
    "person": "\x1b[1;36m",
    "organization": "\x1b[36m",
    "place": "\x1b[32m",
    "figure": "\x1b[33m",
    "date": "\x1b[33m",
    "cue": "\x1b[1;35m",
    "content": "\x1b[4m",
}
_RESET = "\x1b[0m"
_CSS = """
.derek{font:15px/1.6 sans-serif;max-width:52em}
.derek p{margin:.4em 0;white-space:pre-wrap}
.derek .person{background:#cde8ff}.derek .organization{background:#e4f0e0}.derek .place{background:#efe9d8}
.derek .figure,.derek .date{background:#fff2b8}.derek .cue{font-weight:bold;color:#8a1c7c}
.derek .content{border-bottom:2px solid #8a1c7c}
.derek table{border-collapse:collapse;margin-top:1em}.derek td,.derek th{border:1px solid #ccc;padding:2px 8px;text-align:left;vertical-align:top}
"""


@dataclass(frozen=True, slots=True)
class _Layer:
    """A stretch of text and what it is."""

    start: int
    end: int
    kind: str
    title: str


def render_terminal(document: Document, *, color: bool = True) -> str:
    """The read text of a document with its facts marked by colours (or by brackets without `color`), then its claims.

    A claim is listed as `speaker: content (type, modality)`; a null speaker is shown as `?` with the reason.
    """
    layers = _layers(document)
    lines: list[str] = []
    for start, end in _shown(document):
        lines.append(
            "".join(
                _terminal_piece(document.text[s:e], kinds, color)
                for s, e, kinds in _pieces(start, end, layers)
            )
        )
    if document.claims:
        lines.append("")
        lines += [_terminal_claim(claim, color) for claim in document.claims]
    return "\n".join(lines)


def render_html(document: Document) -> str:
    """The read text of a document as an HTML fragment with its facts in spans, and a table of its claims.

    Fit for a notebook cell: no script, styles only under the class `derek`.
    """
    layers = _layers(document)
    out = [f"<div class='derek'><style>{_CSS}</style>"]
    if document.title:
        out.append(f"<h3>{_escape(document.title)}</h3>")
    for start, end in _shown(document):
        out.append(
            "<p>"
            + "".join(_html_piece(document.text[s:e], kinds) for s, e, kinds in _pieces(start, end, layers))
            + "</p>"
        )
    if document.claims:
        out.append("<table><tr><th>speaker</th><th>claim</th><th>type</th><th>modality</th></tr>")
        out += [_html_claim(claim) for claim in document.claims]
        out.append("</table>")
    out.append("</div>")
    return "".join(out)


def _shown(document: Document) -> Iterable[tuple[int, int]]:
    blocks = [(b.start_char, b.end_char) for b in document.blocks if b.is_read]
    return blocks or [(0, len(document.text))]


def _layers(document: Document) -> list[_Layer]:
    """All marked stretches, sorted; several may cover the same characters."""
    found: list[_Layer] = []
    for mention in document.mentions:
        if mention.label in ("person", "organization", "place"):
            found.append(_Layer(mention.start_char, mention.end_char, mention.label, mention.normal))
    for figure in document.figures:
        shown = f"{figure.value_text} {figure.currency or figure.unit or ''}".strip()
        found.append(_Layer(figure.start_char, figure.end_char, "figure", f"{figure.bound} {shown}"))
    for date in document.dates:
        found.append(_Layer(date.start_char, date.end_char, "date", date.value_text))
    for claim in document.claims:
        if claim.cue_start is not None and claim.cue_end is not None:
            found.append(_Layer(claim.cue_start, claim.cue_end, "cue", claim.cue_lemma))
        title = f"{claim.speaker_name or '?'} ({claim.type}, {claim.polarity}, {claim.modality})"
        found += [_Layer(start, end, "content", title) for start, end in claim_parts(claim)]
    return sorted(found, key=lambda layer: (layer.start, -layer.end, layer.kind))


def claim_parts(claim: Claim) -> list[tuple[int, int]]:
    """The stretches of the content: its parts when the cue splits it, else the whole."""
    if not claim.parts:
        return [(claim.start_char, claim.end_char)]
    return [(int(start), int(end)) for start, _, end in (part.partition(":") for part in claim.parts)]


def _pieces(start: int, end: int, layers: list[_Layer]) -> Iterable[tuple[int, int, list[_Layer]]]:
    """The range cut at every border of a layer, with the layers that cover each piece (the shortest last)."""
    here = [layer for layer in layers if layer.start < end and layer.end > start]
    cuts = sorted({start, end, *(c for layer in here for c in (layer.start, layer.end) if start < c < end)})
    for s, e in zip(cuts, cuts[1:], strict=False):
        yield (
            s,
            e,
            sorted(
                (layer for layer in here if layer.start <= s and layer.end >= e),
                key=lambda x: x.start - x.end,
            ),
        )


def _terminal_piece(text: str, kinds: list[_Layer], color: bool) -> str:
    safe = _printable(text)
    names = [layer.kind for layer in kinds]
    if not names:
        return safe
    if not color:
        shown = [name for name in names if name != "content"]
        return f"[{safe}|{shown[-1]}]" if shown else safe
    return "".join(dict.fromkeys(_ANSI[name] for name in names)) + safe + _RESET


def _terminal_claim(claim: Claim, color: bool) -> str:
    speaker = _printable(claim.speaker_name or f"? ({claim.speaker_reason})")
    bold, plain = ("\x1b[1m", _RESET) if color else ("", "")
    manner = ", ".join([claim.type, claim.modality, *(["negated"] if claim.polarity == "negated" else [])])
    return f"{bold}{speaker}{plain}: {_printable(' '.join(claim.content.split()))} ({manner})"


def _html_piece(text: str, kinds: list[_Layer]) -> str:
    inner = _escape(text)
    for layer in reversed(kinds):
        inner = f"<span class='{layer.kind}' title='{_escape(layer.title)}'>{inner}</span>"
    return inner


def _html_claim(claim: Claim) -> str:
    cells = [claim.speaker_name or f"? ({claim.speaker_reason})", claim.content, claim.type, claim.modality]
    return "<tr>" + "".join(f"<td>{_escape(cell)}</td>" for cell in cells) + "</tr>"


def _escape(text: str) -> str:
    return html.escape(_printable(text), quote=True)


def _printable(text: str) -> str:
    """The text without control and direction marks (escape sequences, right-to-left overrides), line ends kept."""
    return "".join(
        c if c in "\n\t" or (ord(c) >= 32 and not 0x7F <= ord(c) <= 0x9F and c not in _BIDI) else "\ufffd"
        for c in text
    )


_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
