"""`python -m pipeline.train --data ../shared/data --work DIR [--out FOLDER]`: make the name model again, in two rounds.

The first round learns from KazNERD, FactRuEval and natasha's labels of raw Russian texts; the second goes on from there
with our own Kazakh sentences and with the labels on which natasha and the first round agree. Development documents of
both corpora stay out of both rounds: `derek evaluate ner` can score what ships. Each round writes `log.jsonl`,
`last.pt` and the packaged model into its folder of DIR; `--out` gets the model of the second. One thread; about 10 and 55
minutes on a free core.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from pipeline.ner.segment import Segmenter
from pipeline.ner.tagger import Tagger
from pipeline.train import calibrate, e5, package, silver
from pipeline.train.batches import Encoder
from pipeline.train.corpora import Sample, factrueval_samples, kaznerd_samples, written_samples
from pipeline.train.loop import Recipe, train
from pipeline.train.model import Network, Shape, pretrained
from pipeline.train.vocabulary import chosen

_LOG = logging.getLogger("derek.train")

FIRST = Recipe(epochs=2)
SECOND = Recipe(epochs=7, positions=560, rate=1.4e-4, head_rate=5e-4, coarse_weight=0.6, seed=41)
WRITTEN = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Data:
    """Samples of all corpora."""

    kazakh: list[Sample]
    written: list[Sample]
    russian: list[Sample]
    silver: list[Sample]
    kazakh_dev: list[Sample]
    russian_dev: list[Sample]


def read(data: Path, work: Path) -> Data:
    """Read the corpora; natasha's labels are made once and kept in `work`."""
    labelled = work / "silver.jsonl"
    if not labelled.exists():
        silver.label(sorted((data / "nerel" / "train").glob("*.txt")), labelled)
    corpus = data / "kaznerd" / "IOB2_valid_with_sentID.txt"
    devset = data / "factrueval_dev" / "devset"
    return Data(
        kaznerd_samples(corpus, dev=False),
        written_samples(WRITTEN),
        factrueval_samples(devset, odd=False),
        silver.silver_samples(labelled, weight=0.3),
        kaznerd_samples(corpus, dev=True),
        factrueval_samples(devset, odd=True),
    )


@dataclass(frozen=True, slots=True)
class Trainer:
    """The start (pretrained weights, vocabulary) and the data: what both rounds share."""

    start: e5.Encoder
    keep: list[int]
    data: Data
    work: Path

    def encoder(self) -> Encoder:
        """Words to pieces of the kept vocabulary."""
        return Encoder(Segmenter([self.start.pieces[i] for i in self.keep]))

    def network(self, checkpoint: Path | None = None) -> Network:
        """A network with the pretrained weights, or those of a checkpoint."""
        network = pretrained(self.start, self.keep, Shape())
        if checkpoint is not None:
            network.load_state_dict(torch.load(checkpoint), strict=False)
        return network

    def round(
        self, name: str, network: Network, gold: Sequence[Sample], extra: Sequence[Sample], recipe: Recipe
    ) -> Path:
        """Train and package; returns the folder of the packaged model."""
        folder = self.work / name
        development = {
            "kaznerd": ("fine", self.data.kazakh_dev),
            "factrueval": ("coarse", self.data.russian_dev),
        }
        train(network, self.encoder(), gold, extra, development, recipe, folder)
        return self.packaged(network, folder / "model")

    def packaged(self, network: Network, folder: Path) -> Path:
        """Measure activation ranges on every 25th Kazakh and every fourth Russian sentence, write the files."""
        samples = self.data.kazakh[::25] + self.data.russian[::4]
        ranges = calibrate.ranges(network, self.encoder(), samples)
        weights = {name: value.detach().numpy() for name, value in network.state_dict().items()}
        package.write(folder, self.start, self.keep, network.shape, weights, ranges)
        return folder


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.train", description=__doc__)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with kaznerd, factrueval_dev and nerel"
    )
    parser.add_argument(
        "--work", type=Path, required=True, help="folder for silver labels, logs and checkpoints"
    )
    parser.add_argument("--out", type=Path, help="copy the model of the second round here")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    arguments.work.mkdir(parents=True, exist_ok=True)

    start = e5.read(e5.bundled())
    trainer = Trainer(start, chosen(start.pieces), read(arguments.data, arguments.work), arguments.work)
    data = trainer.data
    _LOG.info(
        "%d Kazakh, %d written, %d Russian sentences", len(data.kazakh), len(data.written), len(data.russian)
    )
    first = trainer.round("first", trainer.network(), data.kazakh + data.russian, data.silver, FIRST)
    agreed = [replace(sample, weight=0.6) for sample in silver.agreed(data.silver, Tagger(first))]
    gold = data.kazakh + data.written + data.russian * 2
    network = trainer.network(arguments.work / "first" / "last.pt")
    second = trainer.round("second", network, gold, agreed, SECOND)
    _LOG.info("packaged in %s", second)
    if arguments.out:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for path in second.iterdir():
            shutil.copy(path, arguments.out / path.name)


if __name__ == "__main__":
    main()
