"""`python -m pipeline.train --data ../shared/data --work DIR`: train the model that ships, step by step."""

from __future__ import annotations

import argparse
import logging
from dataclasses import replace
from pathlib import Path

import torch

from pipeline.ner.segment import Segmenter
from pipeline.ner.tagger import Tagger
from pipeline.train import e5, silver
from pipeline.train.batches import Encoder
from pipeline.train.corpora import factrueval_samples, kaznerd_samples
from pipeline.train.loop import Recipe, train
from pipeline.train.model import Shape, pretrained
from pipeline.train.vocabulary import chosen

_LOG = logging.getLogger("derek.train")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.train", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with kaznerd, factrueval_dev and nerel"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for silver labels, logs and checkpoints"
    )
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument(
        "--seconds", type=float, default=1e9, help="stop by then; the rate falls along the clock"
    )
    parser.add_argument(
        "--second", type=Path, metavar="FIRST", help="second round: begin with the run in FIRST"
    )
    parser.add_argument("--seed", type=int, default=13)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    work: Path = arguments.work
    work.mkdir(parents=True, exist_ok=True)

    labelled = work / "silver.jsonl"
    if not labelled.exists():
        silver.label(sorted((arguments.data / "nerel" / "train").glob("*.txt")), labelled)
    corpus = arguments.data / "kaznerd" / "IOB2_valid_with_sentID.txt"
    devset = arguments.data / "factrueval_dev" / "devset"
    russian = factrueval_samples(devset, odd=False)
    extra = silver.silver_samples(labelled, weight=0.3)
    recipe = Recipe(epochs=arguments.epochs, seconds=arguments.seconds, seed=arguments.seed)
    encoder_weights = e5.read(e5.bundled())
    keep = chosen(encoder_weights.pieces)
    encoder = Encoder(Segmenter([encoder_weights.pieces[i] for i in keep]))
    network = pretrained(encoder_weights, keep, Shape())
    if arguments.second:
        network.load_state_dict(torch.load(arguments.second / "last.pt"), strict=False)
        extra = silver.agreed(extra, Tagger(arguments.second / "model"))
        extra = [replace(sample, weight=0.6) for sample in extra]
        russian = russian * 2
        recipe = replace(recipe, rate=1e-4, head_rate=3e-4, coarse_weight=0.7)
    gold = kaznerd_samples(corpus, dev=False) + russian
    _LOG.info("%d samples, %d silver, %d pieces", len(gold), len(extra), len(keep))
    train(
        network,
        encoder,
        gold,
        extra,
        {
            "kaznerd": ("fine", kaznerd_samples(corpus, dev=True)),
            "factrueval": ("coarse", factrueval_samples(devset, odd=True)),
        },
        recipe,
        work,
    )
    torch.save(network.state_dict(), work / "network.pt")


if __name__ == "__main__":
    main()
