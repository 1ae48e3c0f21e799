"""Making a tree of what a parser that chooses each head on its own may leave as a graph."""

from __future__ import annotations

from collections.abc import Sequence


def mend_tree(heads: Sequence[int]) -> tuple[list[int], int]:
    """Heads (0-based, -1 for the root) and the index of the one root.

    `heads` are as slovnet gives them: 1-based, 0 for the root, each chosen on its own, so there may be several roots,
    none, or a cycle. The first root stays and the other roots hang on it; a cycle is cut at its first word, which is
    hung on the root (or becomes it, when there is none).
    """
    tree = [int(head) - 1 for head in heads]
    for i, head in enumerate(tree):
        if head == i or head >= len(tree):
            tree[i] = -1
    root = next((i for i, head in enumerate(tree) if head < 0), None)
    state = [0] * len(tree)  # 0 not seen, 1 on the path, 2 reaches the root
    for start in range(len(tree)):
        path: list[int] = []
        i = start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = tree[i]
        if i >= 0 and state[i] == 1:  # a cycle
            cut = min(path[path.index(i) :])
            if root is None:
                root = cut
            tree[cut] = -1
        for node in path:
            state[node] = 2
    if root is None:
        raise ValueError("a sentence without words has no tree")
    for i, head in enumerate(tree):
        if head < 0 and i != root:
            tree[i] = root
    return tree, root
