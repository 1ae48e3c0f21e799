"""Ingest: encodings, readers, folders, and that one broken document does not stop the others."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.errors import IngestError
from pipeline.ingest import read_sources
from pipeline.ingest.encoding import decode
from pipeline.ingest.readers import readers
from pipeline.ingest.source import Options, Source

RU = "Эксперты обсудили объём торговли: «Рост на 12%», – сказал Юрий Щукин. Цех построят к весне, ещё быстрее.\r\n"
KK = "Қазақстан мен Ресей арасындағы тауар айналымы өсті, деп мәлімдеді үкімет басшысы. Әріптестік ұзаққа созылады.\n"


def read(*paths: Path | str, **options: object) -> list[Document]:
    return list(read_sources(list(paths), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, name)
        for name in (
            "utf-8",
            "utf-16-le",
            "utf-16-be",
            "cp1251",
            "koi8-r",
            "cp866",
            "iso8859-5",
            "mac-cyrillic",
        )
    ]
    + [(KK, name) for name in ("utf-8", "utf-16-le", "utf-16-be", "kz1048", "ptcp154")],
)
@pytest.mark.parametrize("times", [1, 40])
def test_encoding_is_detected(text: str, encoding: str, times: int) -> None:
    written = (text * times).encode(encoding, "ignore")
    decoded = decode(written)
    assert decoded.text == written.decode(encoding)
    assert decoded.encoding == encoding
    assert decoded.replaced == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_dropped(encoding: str) -> None:
    assert decode(KK.encode(encoding)).text == KK


def test_nul_and_broken_bytes_are_replaced_and_counted() -> None:
    decoded = decode(("А\0Б" + RU * 3).encode() + b"\xff\xfe" + RU.encode())
    assert decoded.text.startswith("А\ufffdБ") and decoded.encoding == "utf-8"
    assert decoded.replaced == decoded.text.count("\ufffd") == 3


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(99), bytes(range(256)) * 9, b"%PDF-1.7 text", bytes(500)]
)
def test_binary_content_is_no_text(data: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        decode(data)
    assert caught.value.status == "not_text"


@given(st.binary(max_size=2000))
@settings(max_examples=500, deadline=None)
def test_any_bytes_decode_or_raise_ingest_error(data: bytes) -> None:
    try:
        decoded = decode(data)
    except IngestError:
        return
    decoded.text.encode("utf-8")
    assert "\0" not in decoded.text


@given(
    data=st.one_of(
        st.binary(max_size=600), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
    )
)
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("suffix", sorted(set(readers()) - {".htm", ".xhtml", ".ndjson", ".tsv"}))
def test_any_bytes_in_any_reader(tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / f"fuzz{suffix}"
    path.write_bytes(data)
    try:
        for record in readers()[suffix](Source(path.name, path), Options()):
            record.text.encode("utf-8")
    except IngestError:
        pass


def test_folder_is_read_in_order_and_the_rest_skipped(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="pipeline.ingest")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "1.txt").write_text(KK)
    (tmp_path / "a.TXT").write_text(RU)
    (tmp_path / ".hidden.txt").write_text(RU)
    (tmp_path / "README.md").write_text("# about")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.TXT")
    os.mkfifo(tmp_path / "pipe.txt")
    documents = read(tmp_path)
    assert [(document.path, document.status) for document in documents] == [
        ("a.TXT", "ok"),
        ("b/1.txt", "ok"),
    ]
    for name in (".hidden.txt", "README.md", "photo.jpg", "link.txt", "pipe.txt"):
        assert any(name in message for message in caplog.messages), name


def test_bad_documents_get_a_status_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_bytes(b"\x7fELF" + bytes(200))
    (tmp_path / "2.txt").write_bytes(b"")
    (tmp_path / "3.txt").write_text(" \n\t\n")
    (tmp_path / "4.parquet").write_bytes(b"PAR1 nothing")
    (tmp_path / "5.txt").write_text(RU)
    documents = read(tmp_path, tmp_path / "missing.txt")
    assert [document.status for document in documents] == [
        "not_text",
        "empty",
        "empty",
        "unreadable",
        "ok",
        "unreadable",
    ]
    assert [len(document.errors) for document in documents] == [1, 1, 1, 1, 0, 1]
    assert all(
        error.stage == "ingest" and error.message for document in documents for error in document.errors
    )


def test_identifiers_are_stable_and_unique(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(RU)
    first = [
        document.doc_id for document in read(tmp_path / "x", tmp_path / "y", tmp_path / "x" / "same.txt")
    ]
    assert len(first) == len(set(first)) == 2
    assert first == [document.doc_id for document in read(tmp_path / "x", tmp_path / "y")]


def test_jsonl_names_the_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [
        '{"text": "Первый.", "id": 7, "date": "2025-11-08T10:00:00Z"}',
        "",
        '{"text": ',
        '{"url": "x"}',
        '"Четвёртый."',
    ]
    path.write_text("\n".join([*lines, "[" * 100_000, '{"text": "\\ud800 Пятый"}']))
    documents = read(path)
    assert [(document.row, document.status, document.text) for document in documents] == [
        (0, "ok", "Первый."),
        (2, "unreadable", ""),
        (3, "unreadable", ""),
        (4, "ok", "Четвёртый."),
        (5, "unreadable", ""),
        (6, "ok", "\ufffd Пятый"),
    ]
    assert (documents[0].source_id, documents[0].published, documents[0].published_source) == (
        "7",
        date(2025, 11, 8),
        "column",
    )
    assert "line 3" in documents[1].errors[0].message and "line 4" in documents[2].errors[0].message
    assert documents[5].replaced_chars == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_jsonl_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "news.jsonl"
    line = json.dumps({"текст": RU, "дата": "12.11.2025"}, ensure_ascii=False)
    path.write_bytes(f"{line}\n{line}\n".encode(encoding))
    documents = read(path)
    assert [(document.text, document.published) for document in documents] == [(RU, date(2025, 11, 12))] * 2


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("cp1251", ";"), ("utf-16", "\t")])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "news.csv"
    rows = [
        "id,content,date".replace(",", delimiter),
        f'7{delimiter}"{RU}"{delimiter}2025-11-08',
        f"8{delimiter}сломано",
    ]
    path.write_bytes("\r\n".join(rows).encode(encoding))
    good, bad = read(path)
    assert (good.text, good.source_id, good.published, good.row) == (RU, "7", date(2025, 11, 8), 0)
    assert bad.status == "unreadable" and "line 4" in bad.errors[0].message


def test_chosen_columns_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("a,b,c\nПривет,1,вчера\n")
    (document,) = read(path, text_column="a", id_column="b", date_column="c")
    assert (document.status, document.text, document.source_id) == ("ok", "Привет", "1")
    assert "c is no date" in document.errors[0].message
    (document,) = read(path, text_column="d")
    assert document.status == "unreadable" and "there is a, b, c" in document.errors[0].message


def test_parquet(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pq.write_table(
        pa.table({"body": [RU, None, KK], "date": pa.array([date(2025, 11, 8), None, None])}), path
    )
    documents = read(path, published=date(2025, 1, 1))
    assert [document.status for document in documents] == ["ok", "empty", "ok"]
    assert [document.published for document in documents] == [date(2025, 11, 8)] + [date(2025, 1, 1)] * 2
    assert documents[2].published_source == "option"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "koi8-r"])
def test_html_is_decoded_whatever_its_header_says(tmp_path: Path, encoding: str) -> None:
    page = (
        '<html><head><meta charset="windows-1252"><title>Порт — Вестник</title>'
        '<meta property="og:title" content="Порт построят"><meta name="author" content="Анна Ким">'
        '<meta property="article:published_time" content="2025-11-13T09:30:00+05:00"></head><body><nav>Главная Архив</nav>'
        f"<article><h1>Порт построят</h1><p>{RU * 3}</p><p>Работу получат&nbsp;450 человек, обещает акимат.</p></article>"
        "<script>var x = 'Тайна';</script><footer>© Вестник</footer></body></html>"
    )
    path = tmp_path / "page.html"
    path.write_bytes(page.encode(encoding, "xmlcharrefreplace"))
    (document,) = read(path)
    assert document.encoding == encoding and document.status == "ok"
    assert "сказал Юрий Щукин" in document.text and "450 человек" in document.text
    assert "Тайна" not in document.text and "Главная" not in document.text
    assert (document.published, document.published_source) == (date(2025, 11, 13), "metadata")
    assert (document.title, document.author) == ("Порт построят", "Анна Ким")


def test_html_attacks_cost_nothing(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        f"<html><body><p>{RU} &x; &b;</p></body></html>"
    )
    (tmp_path / "2.html").write_text("<div>" * 5_000 + RU)
    texts = [document.text for document in read(tmp_path)]
    assert Path("/etc/hostname").read_text().strip() not in "".join(texts)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(KK.encode("kz1048"))))
    (document,) = read("-")
    assert (document.path, document.text, document.encoding) == ("-", KK, "kz1048")


def test_reading_is_lazy(tmp_path: Path) -> None:
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(RU)
    documents = read_sources([tmp_path])
    assert next(documents).path == "0.txt"
    (tmp_path / "1.txt").unlink()
    assert [document.status for document in documents] == ["unreadable", "ok"]
