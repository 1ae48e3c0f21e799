"""Which encoding some bytes are in, and the text that they hold.

The order: byte-order mark; strict UTF-8; the byte pattern of UTF-16; UTF-8 with a few broken bytes; then the
single-byte encodings of Russian and Kazakh, each decoded and scored by the frequency of its letter triples
(`pipeline.ngrams`). The score decides because the encodings share most bytes: KZ-1048, PT154 and cp1251 differ in
the nine Kazakh letters only. The method was measured in the design notes against five libraries.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from pipeline.errors import IngestError
from pipeline.ngrams import trigrams

REPLACEMENT = "\ufffd"
_MARKS = (  # the longer mark first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1251", "kz1048", "ptcp154", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
_WESTERN = "cp1252"
_BINARY = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\x7fELF", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # fmt: skip
_SAMPLE = 20_000  # bytes that are scored; more does not change the answer
_UNSEEN = -12.5  # log probability of a triple that the table lacks
_POOR = -11.3  # a mean score below this is neither Russian nor Kazakh
_RARE = -0.1  # nobody has written Mac Cyrillic for twenty years, and its small letters are those of cp1251
# Signs that stand in no text, and quotes and currency signs glued to letters where nobody writes them.
_ODD = re.compile(r"[^\x00-\x7f\w«»„“”‘’–—…№©®°§±•\u00a0\u00ad₸€₽]|(?<=\w)[€§±°©®]|[«„“§±©®‘](?<=\w.)(?=\w)")
_WORD = re.compile(r"[^\W\d_]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f]")
_UNSAFE = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`replaced` counts the characters that could not be decoded or stored and became U+FFFD."""

    text: str
    encoding: str
    replaced: int


def decode(data: bytes) -> Decoded:
    """The text of some bytes, its byte-order mark dropped.

    Raises `IngestError` with status `not_text` when the bytes are no text in any encoding that we know.
    """
    if data.startswith(_BINARY):
        raise IngestError("binary content", "convert the file to text or HTML", status="not_text")
    encoding = detect(data)
    for mark, marked in _MARKS:
        if data.startswith(mark) and marked == encoding:
            data = data[len(mark) :]
            break
    decoded = decode_as(data, encoding)
    # Only half the text may be unprintable in a text that someone could read.
    if len(_CONTROL.findall(decoded.text)) + decoded.replaced > max(1, len(decoded.text) // 10):
        raise IngestError(
            "binary content: more than a tenth of it are control characters or broken bytes",
            "convert the file to text or HTML",
            status="not_text",
        )
    return decoded


def decode_as(data: bytes, encoding: str) -> Decoded:
    """The text in a known encoding; what does not fit it becomes U+FFFD and is counted."""
    try:
        return safe(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    decoded = safe(text, encoding)
    return Decoded(decoded.text, encoding, text.count(REPLACEMENT) + decoded.replaced)


def safe(text: str, encoding: str) -> Decoded:
    """The text with NUL and lone surrogates replaced one for one; no table format can hold them."""
    clean, replaced = _UNSAFE.subn(REPLACEMENT, text)
    return Decoded(clean, encoding, replaced)


def detect(data: bytes) -> str:
    """Name of the encoding, in Python's spelling. Raises `IngestError` when none fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    wide = _utf16(data)
    if wide:
        return wide
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    if _nearly_utf8(data):
        return "utf-8"
    return _single_byte(data)


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: one byte of each pair is a block number, and texts of ours stay in very few blocks."""
    head = data[: _SAMPLE - _SAMPLE % 2]
    if len(head) < 4 or len(data) % 2:
        return None
    for encoding, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        blocks = sum(high.count(block) for block in (0x00, 0x04, 0x20))
        low = head[0::2] if high == head[1::2] else head[1::2]
        # Plain bytes under 0x20 hardly occur in text of one byte a letter; NUL pairs are no text at all.
        if blocks >= 0.9 * len(high) and low.count(0) <= 0.1 * len(low):
            return encoding
    return None


def _nearly_utf8(data: bytes) -> bool:
    """A long UTF-8 text with a few bytes broken: at least 20 good letters of several bytes for each broken one."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count(REPLACEMENT)
    good = sum(char > "\x7f" for char in text) - broken
    return good >= 20 * broken


def _single_byte(data: bytes) -> str:
    sample = _telling(data)
    scores = {encoding: score(sample, encoding) for encoding in _SINGLE_BYTE}
    # Ties go to the encoding named first: without Kazakh letters the text is the same in cp1251 and KZ-1048.
    best = max(_SINGLE_BYTE, key=lambda encoding: scores[encoding])
    if scores[best] >= _POOR:
        return best
    letters = sum(byte > 0x7F for byte in sample)
    if letters < 0.3 * len(sample) and score(sample, best) < _POOR:
        return _WESTERN
    raise IngestError("no known encoding fits", "save the file as UTF-8", status="not_text")


def _telling(data: bytes) -> bytes:
    """Up to `_SAMPLE` bytes around what is not ASCII; markup and English at the head say nothing."""
    if len(data) <= _SAMPLE:
        return data
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - 100) if first else 0
    half = _SAMPLE // 2
    middle = max(start + half, len(data) // 2)
    return data[start : start + half] + b"\n" + data[middle : middle + half]


def score(data: bytes, encoding: str) -> float:
    """Mean log probability of the letter triples of the words with letters outside ASCII, read in an encoding.

    A capital after a small letter inside a word costs: it is how KOI8 looks when read as cp1251.
    """
    table = trigrams()
    text = data.decode(encoding, errors="replace")
    total, triples = 0.0, 0
    # A decoding full of signs where letters should be has few words; they pay for the signs.
    odd = len(_ODD.findall(text))
    for word in _WORD.findall(text):
        if word.isascii():
            continue
        edged = f"_{word.lower()}_"
        for i in range(len(edged) - 2):
            total += table.get(edged[i : i + 3], _UNSEEN)
        triples += len(edged) - 2
        turns = sum(a.islower() and b.isupper() for a, b in zip(word, word[1:], strict=False))
        total += 3 * _UNSEEN * turns
        triples += turns
    rare = _RARE if encoding == "mac-cyrillic" else 0.0
    return (total + 3 * _UNSEEN * odd) / (triples + odd) + rare if triples + odd else 2 * _UNSEEN
