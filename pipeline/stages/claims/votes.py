"""A content of several sentences: each has its own modality, the whole has that of most."""

from __future__ import annotations

from pipeline.stages.claims.view import View


def by_sentence(view: View, at: list[int]) -> list[list[int]]:
    """The tokens of a content, a list for each sentence; sentences of one or two words go with the one before."""
    groups: list[list[int]] = []
    for i in at:
        if groups and view.tokens[groups[-1][-1]].sentence_id == view.tokens[i].sentence_id:
            groups[-1].append(i)
        else:
            groups.append([i])
    long = [own for own in groups if sum(view.tokens[i].pos != "PUNCT" for i in own) > 2]
    return long or [at]


def vote(modalities: list[str]) -> str:
    """The modality of most sentences; of the first of them when several are as frequent."""
    return max(dict.fromkeys(modalities), key=modalities.count)
