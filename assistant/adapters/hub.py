"""Models of sentence-transformers, from a folder or a model hub, and what a person is told where one cannot be had."""

from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from assistant.errors import ConfigurationError


def load_model(kind: Literal["SentenceTransformer", "CrossEncoder"], name: str, setting: str, called: str) -> Any:
    """The model `name` of a class of sentence-transformers; for a folder nothing is downloaded.

    Raises ConfigurationError in the words of its `setting` (embedding) and of what it is `called` (向量模型).
    """
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        raise ConfigurationError(
            f"{setting} st:… needs the extra [hub] (sentence-transformers)",
            f"使用 st: 开头的{called}需要先安装 [hub]：pip install 'policy-assistant[hub]'",
        ) from error
    import_module("transformers.utils.logging").disable_progress_bar()
    try:
        return getattr(library, kind)(name, local_files_only=Path(name).is_dir())
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            f"{setting} st:{name}: cannot be loaded: {error}",
            f"加载不了{called}“{name}”，请检查文件夹或模型名；离线时须先把模型下载到本机",
        ) from error
