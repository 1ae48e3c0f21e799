"""The training loop: AdamW, linear decay over a fixed number of steps, bf16 arithmetic, checkpoints, one thread."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch.nn import functional as F

from pipeline.ner.labels import COARSE_TYPES, fine_types, tags
from pipeline.train.augment import Augmenter
from pipeline.train.batches import UNKNOWN_TAG, Batch, Encoder, grouped
from pipeline.train.corpora import Sample
from pipeline.train.model import Network
from pipeline.train.score import evaluate


@dataclass(frozen=True, slots=True)
class Recipe:
    """Settings of one training run. `silver` = the part of the silver sentences that each epoch sees;
    `seconds` stops earlier than `epochs`: the rate then has fallen along the clock."""

    epochs: int = 8
    positions: int = 784
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: int = 100
    decay: float = 0.01
    word_dropout: float = 0.05
    coarse_weight: float = 0.5
    partial_weight: float = 0.3
    silver: float = 0.17
    seconds: float = 1e9
    seed: int = 13


FINE_OF_COARSE = {
    "PER": ("PERSON",),
    "ORG": ("ORGANISATION", "FACILITY", "POSITION"),
    "LOC": ("GPE", "LOCATION", "FACILITY", "POSITION"),
}
"""Fine types that a word of a coarse type may have (a position holds the name of its organization or state)."""


def allowed_tags() -> torch.Tensor:
    """Log weights (coarse tags, fine tags): 0 where a word with the coarse tag may have the fine tag, else -inf.

    Outside of coarse names all other fine types are possible: a date is no person.
    """
    fine, coarse = tags(fine_types()), tags(COARSE_TYPES)
    named = {"PERSON", "ORGANISATION", "GPE", "LOCATION"}
    table = torch.full((len(coarse), len(fine)), float("-inf"))
    for j, tag in enumerate(fine):
        position, _, kind = tag.partition("-")
        if kind not in named:
            table[0, j] = 0
        for i, name in enumerate(coarse):
            where, _, group = name.partition("-")
            if group and kind in FINE_OF_COARSE[group] and (where == position or kind == "POSITION"):
                table[i, j] = 0
    return table


def losses(fine: torch.Tensor, coarse: torch.Tensor, batch: Batch, recipe: Recipe) -> torch.Tensor:
    """Mean cross-entropy of the labelled words of both heads, each sample by its weight.

    Sentences without fine labels (Russian) teach the fine head through the sum of the fine tags that their coarse tag
    allows.
    """
    weight = batch.weight[:, None]
    partly = (batch.fine == UNKNOWN_TAG) & (batch.coarse != UNKNOWN_TAG)
    partly &= (batch.fine == UNKNOWN_TAG).all(dim=1, keepdim=True)

    def mean(scores: torch.Tensor, gold: torch.Tensor) -> torch.Tensor:
        each = F.cross_entropy(
            scores.float().transpose(1, 2), gold, ignore_index=UNKNOWN_TAG, reduction="none"
        )
        known = (gold != UNKNOWN_TAG).sum().clamp(min=1)
        return (each * weight).sum() / known

    total = mean(fine, batch.fine) + recipe.coarse_weight * mean(coarse, batch.coarse)
    if partly.any():
        inside = torch.log_softmax(fine[partly].float(), dim=-1) + _ALLOWED[batch.coarse[partly]]
        each = -torch.logsumexp(inside, dim=-1) * weight.expand_as(partly)[partly]
        total = total + recipe.partial_weight * each.mean()
    return total


_ALLOWED = allowed_tags()


def train(
    network: Network,
    encoder: Encoder,
    gold: Sequence[Sample],
    silver: Sequence[Sample],
    development: Mapping[str, tuple[str, Sequence[Sample]]],
    recipe: Recipe,
    folder: Path,
) -> None:
    """Train in place. `gold` samples are seen once an epoch; `development` maps a name to (head, samples).

    Writes `log.jsonl` (a line each 50 steps and each epoch) and `last.pt` (after each epoch) into `folder`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(recipe.seed)
    rng = random.Random(recipe.seed)
    augment = Augmenter([s for s in gold if s.fine is not None], recipe.seed)
    heads = [p for n, p in network.named_parameters() if n.startswith(("fine.", "coarse."))]
    body = [p for n, p in network.named_parameters() if not n.startswith(("fine.", "coarse."))]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.head_rate}],
        weight_decay=recipe.decay,
        fused=True,
    )
    peaks = [group["lr"] for group in optimizer.param_groups]
    log = (folder / "log.jsonl").open("a", encoding="utf-8")

    def note(**values: object) -> None:
        log.write(json.dumps(values) + "\n")
        log.flush()

    note(recipe=asdict(recipe), shape=asdict(network.shape), gold=len(gold), silver=len(silver))
    begun, step, total = time.monotonic(), 0, 0
    running = 0.0
    for epoch in range(recipe.epochs):
        extra = rng.sample(list(silver), int(len(silver) * recipe.silver))
        samples = [augment(sample) for sample in [*gold, *extra]]
        groups = list(grouped(encoder, samples, recipe.positions, rng))
        total = total or len(groups) * recipe.epochs
        network.train()
        for group in groups:
            passed = (time.monotonic() - begun) / recipe.seconds
            left = max(0.0, 1 - max(step / total, passed))
            for parameters, peak in zip(optimizer.param_groups, peaks, strict=True):
                parameters["lr"] = peak * min(1.0, (step + 1) / recipe.warmup) * left
            batch = encoder.batch(group, recipe.word_dropout, rng)
            with torch.autocast("cpu", torch.bfloat16):
                fine, coarse = network(batch.pieces, batch.piece_mask, batch.firsts, batch.word_mask)
            loss = losses(fine, coarse, batch, recipe)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            running = 0.98 * running + 0.02 * loss.item() if step else loss.item()
            step += 1
            if step % 50 == 0:
                note(step=step, total=total, loss=round(running, 4), seconds=round(time.monotonic() - begun))
            if passed >= 1:
                break
        torch.save(network.state_dict(), folder / "last.pt")
        for name, (head, held_out) in development.items():
            score = evaluate(network, encoder, held_out, head)
            note(epoch=epoch + 1, set=name, f1=round(score.f1(), 2), types=score.line())
        if time.monotonic() - begun >= recipe.seconds:
            break
    log.close()
