"""Hypothesis strategies that several tests share."""

from __future__ import annotations

from hypothesis import strategies as st

# Everything a file can hold, weighted towards what breaks tools: marks, joiners, look-alikes, line ends.
NASTY = "\ufeff\u00ad\u200b\u200d\u202e\u00a0\u2009\r\n\t\u2028«»\"'–—-.,;:!?%№…()[]<>&=+@0123456789"
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗКЛМНОПРСТ" + "әғқңөұүһіӘҒҚҢӨҰҮҺІ"

texts = st.text(
    alphabet=st.one_of(st.sampled_from(NASTY + CYRILLIC + " " * 20), st.characters(codec="utf-8")),
    max_size=400,
)
