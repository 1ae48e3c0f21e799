"""Words that the Russian frames know by what they do to another verb or noun."""

from __future__ import annotations

# verbs whose infinitive happens; after all others it is a plan
PHASE = frozenset(
    [
        "завершать",
        "завершить",
        "закончить",
        "начать",
        "начинать",
        "продолжать",
        "продолжить",
        "суметь",
        "удаваться",
        "удаться",
        "успеть",
    ]
)
# verbs whose infinitive another does
ORDERS = frozenset(
    [
        "велеть",
        "запретить",
        "обязать",
        "позволить",
        "попросить",
        "поручать",
        "поручить",
        "потребовать",
        "предлагать",
        "предложить",
        "призвать",
        "приказать",
        "просить",
        "разрешить",
        "рекомендовать",
        "требовать",
    ]
)
# verbs over a noun that make it a plan
INTENTIONS = frozenset(
    [
        "готовить",
        "запланировать",
        "намечать",
        "обсудить",
        "обсуждать",
        "отложить",
        "отменить",
        "планировать",
        "предложить",
        "рассматривать",
    ]
)
# verbs whose infinitive does not happen
REFUSALS = frozenset(["запретить", "отказаться", "отказываться", "передумать"])
# nouns that stand before the name that counts: shares of, the company
GENERIC = frozenset(
    [
        "актив",
        "акция",
        "банк",
        "бизнес",
        "группа",
        "доля",
        "завод",
        "компания",
        "корпорация",
        "оператор",
        "пакет",
        "половина",
        "предприятие",
        "производитель",
        "процент",
        "разработчик",
        "сервис",
        "сеть",
        "холдинг",
        "часть",
    ]
)
# nouns that put an event beside what a verb tells: «в ходе встречи»
FRAMES_OF_TIME = frozenset(["время", "итог", "окончание", "рамка", "результат", "ход"])
