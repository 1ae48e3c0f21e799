"""How long linking takes: entities of many made-up documents, with the names of many people in both languages.

    python -m pipeline.eval.link_speed [--documents 100000]

Prints seconds (of the clock and of the processor) and the largest memory of linking all documents, and the seconds that one document more takes. The names
are drawn (fixed seed) from given names and family names in long-tailed proportions, a third of the documents in Kazakh.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence

from pipeline.document import stable_hash
from pipeline.known import Known, known_entities
from pipeline.link import Linker
from pipeline.schema import Entity

_SYLLABLES = [
    "ал",
    "бек",
    "дар",
    "ер",
    "жан",
    "қай",
    "мұ",
    "нұр",
    "сер",
    "тай",
    "ұл",
    "хан",
    "шы",
    "ғал",
    "бол",
    "сұл",
    "әб",
    "қас",
    "ор",
    "тем",
    "мар",
    "кен",
    "рах",
    "ді",
    "мет",
    "сат",
]
_GIVEN = [
    "Асқар",
    "Айдар",
    "Арман",
    "Бауыржан",
    "Берік",
    "Болат",
    "Дархан",
    "Дәурен",
    "Ерлан",
    "Ермек",
    "Ержан",
    "Жанат",
    "Қайрат",
    "Қанат",
    "Марат",
    "Мұрат",
    "Нұрлан",
    "Олжас",
    "Руслан",
    "Серік",
    "Тимур",
    "Талғат",
    "Шыңғыс",
    "Әлихан",
    "Айгүл",
    "Әсел",
    "Дана",
    "Гүлнар",
    "Жанар",
    "Сәуле",
]
_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
_HEADS = (("Завод", "зауыты"), ("Институт", "институты"), ("Фонд", "қоры"), ("Центр", "орталығы"))
_PER_DOCUMENT = 15


def documents(count: int, seed: int = 7) -> Iterator[tuple[str, list[Entity]]]:
    """(doc_id, entities): about fifteen of the registry, persons, organizations and places in each."""
    draw = random.Random(seed)
    families = ["".join(draw.choices(_SYLLABLES, k=draw.choice((2, 2, 3)))).capitalize() for _ in range(6000)]
    people = [(draw.choice(_GIVEN), draw.choice(families)) for _ in range(60000)]
    firms = [(draw.choice(_HEADS), "".join(draw.choices(_SYLLABLES, k=3)).capitalize()) for _ in range(20000)]
    known = [one for one in known_entities().values() if one.label in ("place", "organization")]
    for i in range(count):
        lang = "kk" if draw.random() < 1 / 3 else "ru"
        doc_id = stable_hash(seed, i)
        chosen: dict[str, Entity] = {}
        for _ in range(_PER_DOCUMENT):
            kind = draw.random()
            if kind < 0.5:
                entity = _registry(known[_tail(draw, len(known))], lang)
            elif kind < 0.8:
                given, family = people[_tail(draw, len(people))]
                name = f"{given} {family}ов" if draw.random() < 0.8 else f"{given[0]}. {family}ов"
                entity = _entity(doc_id, "person", name if draw.random() < 0.9 else f"{family}ов", lang)
            else:
                head, name = firms[_tail(draw, len(firms))]
                entity = _entity(
                    doc_id,
                    "organization",
                    f"{head[0]} «{name}»" if lang == "ru" else f"«{name}» {head[1]}",
                    lang,
                )
            chosen[entity.entity_id] = entity
        yield doc_id, list(chosen.values())


def _tail(draw: random.Random, size: int) -> int:
    """An index that is small more often than not: what news name, they name often."""
    return min(size - 1, int(size * draw.random() ** 2.5))


def _registry(known: Known, lang: str) -> Entity:
    return _row(known.id, known.label, known.name(lang), lang)


def _entity(doc_id: str, label: str, name: str, lang: str) -> Entity:
    name = name.translate(_RUSSIAN) if lang == "ru" else name
    return _row(f"ent_{stable_hash(doc_id, label, name)}", label, name, lang)


def _row(entity_id: str, label: str, name: str, lang: str) -> Entity:
    return Entity(
        entity_id=entity_id,
        label=label,
        name=name,
        name_ru=name if lang == "ru" else None,
        name_kk=name if lang == "kk" else None,
        n_mentions=2,
        n_documents=1,
        rule="generated",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.eval.link_speed", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    given = parser.parse_args(arguments)
    made = list(documents(given.documents + 1))
    before = _memory()
    start, start_cpu = time.perf_counter(), time.process_time()
    linker = Linker()
    for doc_id, entities in made[:-1]:
        linker.add(doc_id, entities)
    linked = linker.result()
    whole, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    sys.stdout.write(
        f"{given.documents} documents, {len(linked.links)} entities of documents, {len(linked.entities)} entities, "
        f"{len(linked.review)} doubts: {whole:.1f} s ({cpu:.1f} s of processor), {_memory():.0f} MB ({before:.0f} MB of them the generated input)\n"
    )
    blocks = linker.pending()
    linker.add(*made[-1])
    sys.stdout.write(
        f"one document more: {linker.pending() - blocks} of {linker.blocks()} blocks to do again\n"
    )
    start_cpu = time.process_time()
    linker.result()
    sys.stdout.write(
        f"  {time.process_time() - start_cpu:.1f} s of processor with the rows of all entities and links\n"
    )
    return 0


def _memory() -> float:
    """The largest memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
