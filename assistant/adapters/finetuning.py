"""Trains a sentence-transformers model on a department's own questions, with its Trainer."""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from assistant.adapters.hub import load_model
from assistant.errors import ConfigurationError

_BATCH = 16
_SEED = 7


@dataclass(frozen=True, slots=True)
class Sample:
    """A question with the passage that answers it and one that only looks like it."""

    question: str
    right: str
    wrong: str


def finetune(base: str, samples: Sequence[Sample], out: Path, epochs: float) -> None:
    """Writes to `out` the model `base`, trained to rank right before wrong, and before the right ones of others.

    Raises ConfigurationError where the model or the packages to train it are missing.
    """
    if find_spec("datasets") is None or find_spec("accelerate") is None:
        raise ConfigurationError(
            "finetune needs the extra [finetune] (sentence-transformers, datasets, accelerate)",
            "微调需要先安装 [finetune]：pip install 'policy-assistant[finetune]'",
        )
    model = load_model("SentenceTransformer", base, "embedding", "向量模型")
    import torch
    from datasets import Dataset
    from sentence_transformers import SentenceTransformerTrainer, SentenceTransformerTrainingArguments
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from transformers.trainer_callback import PrinterCallback

    data = Dataset.from_dict(
        {
            "anchor": [one.question for one in samples],
            "positive": [one.right for one in samples],
            "negative": [one.wrong for one in samples],
        }
    )
    with tempfile.TemporaryDirectory() as scratch:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=scratch,
            num_train_epochs=epochs,
            per_device_train_batch_size=_BATCH,
            learning_rate=2e-5,
            save_strategy="no",
            logging_strategy="no",
            report_to="none",
            disable_tqdm=True,
            dataloader_pin_memory=torch.accelerator.is_available(),
            seed=_SEED,
        )
        loss = MultipleNegativesRankingLoss(model)
        trainer = SentenceTransformerTrainer(model=model, args=arguments, train_dataset=data, loss=loss)
        trainer.remove_callback(PrinterCallback)  # standard output is the command's own
        trainer.train()
    model.save_pretrained(str(out))
