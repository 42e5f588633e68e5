"""The settings of one process: one pydantic tree, read once from defaults, a file and the environment.

This is the only reader of the environment. Every `POLICY_` variable and every key of the file must be known.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit, urlunsplit

import yaml
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints, ValidationError, field_validator

from assistant.errors import ConfigurationError

PREFIX = "POLICY_"
MASK = "********"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
HASHED = "sha256:"
Origin = Annotated[str, Field(pattern=r"^https?://[^\s/*]+$")]
Prompt = Annotated[str, StringConstraints(strip_whitespace=False)]


def _default_corpus() -> Path:
    """`./corpus` where there is one, else the corpus beside the source tree."""
    here = Path("corpus")
    return here if here.is_dir() else Path(__file__).resolve().parent.parent / "corpus"


class Settings(BaseModel):
    """Everything that can be set; the description of a field is what `policy-assistant settings --help` readers see."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    corpus_dir: Path = Field(default_factory=_default_corpus, description="政策资料所在文件夹")
    data_dir: Path = Field(default=Path("data"), description="索引与数据库所在文件夹")
    embedding: str = Field(
        default="bundled", pattern=r"^(bundled|st:.+|openai:.+)$", description="向量模型：bundled、st:模型、openai:模型"
    )
    embedding_query_prompt: Prompt | None = Field(
        default=None, description="st: 向量模型的提问前缀；不填则按模型自带配置"
    )
    embedding_passage_prompt: Prompt | None = Field(
        default=None, description="st: 向量模型的条款前缀；不填则按模型自带配置"
    )
    reranker: str | None = Field(default=None, pattern=r"^st:.+$", description="重排模型：st:交叉编码器")
    llm: str | None = Field(default=None, pattern=r"^[^:\s]+:.+$", description="大语言模型，提供方:模型")
    llm_base_url: str | None = Field(default=None, pattern=r"^https?://", description="大语言模型接口地址")
    llm_api_key: SecretStr | None = Field(default=None, description="大语言模型密钥")
    llm_timeout_s: float = Field(default=30.0, gt=0, description="等待大语言模型的秒数")
    llm_max_tokens: int | None = Field(default=None, ge=1, description="大语言模型一次最多写多少 token；不填则由接口定")
    llm_price_in: Decimal | None = Field(default=None, ge=0, description="大语言模型输入价格，元每百万 token")
    llm_price_out: Decimal | None = Field(default=None, ge=0, description="大语言模型输出价格，元每百万 token")
    llm_understands: bool = Field(default=False, description="理解提问时也用大语言模型；所听出的情况须出自提问人的原话")
    chroma: str | None = Field(default=None, pattern=r"^https?://", description="Chroma 服务地址；不填则嵌入运行")
    database_url: str | None = Field(default=None, pattern=r"^[a-z0-9+]+://", description="数据库地址；不填则用 SQLite")
    retention_days: int | None = Field(default=None, ge=1, description="对话保留天数，逾期删除；不填则一直保留")
    admin_key: SecretStr | None = Field(
        default=None, min_length=8, description="管理接口密钥或其 sha256:摘要；不填则关闭管理接口"
    )
    api_keys: tuple[SecretStr, ...] = Field(
        default=(), description="接口密钥或其 sha256:摘要，逗号分隔；不填则接口只对本机开放"
    )
    max_concurrent: int | None = Field(
        default=None, ge=1, description="每个进程同时处理的请求数；不填则为处理器数的两倍，用大语言模型时 32"
    )
    max_waiting: int = Field(default=64, ge=0, description="每个进程排队等候的请求数，超过则回 429")
    longest_wait_s: float = Field(
        default=2.0, gt=0, description="排队最久等几秒，等不到则回 429；持续拥堵时只等十分之一"
    )
    rate_per_address: int = Field(default=300, ge=0, description="每个地址每分钟的请求数，本机不限；0 为不限")
    rate_per_key: int = Field(default=3000, ge=0, description="每把密钥每分钟的请求数；0 为不限")
    cors_origins: tuple[Origin, ...] = Field(default=(), description="允许跨域调用接口的网站，逗号分隔；不填则都不允许")
    trusted_proxies: tuple[str, ...] = Field(
        default=("127.0.0.1", "::1"), description="可信的反向代理地址或网段，逗号分隔；只采信它们转告的来访地址"
    )
    log: Literal["plain", "json"] = Field(default="plain", description="日志格式：plain 一行文字，json 一行 JSON")

    @field_validator("api_keys", "cors_origins", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return [key.strip() for key in value.split(",") if key.strip()]
        return value

    @field_validator("admin_key", "api_keys")
    @classmethod
    def _is_key(cls, value: object) -> object:
        """Refuses a hash that is none, which no key could ever match."""
        for one in value if isinstance(value, tuple) else (value,):
            secret = one.get_secret_value() if isinstance(one, SecretStr) else ""
            if secret.startswith(HASHED) and not re.fullmatch(r"[0-9a-f]{64}", secret.removeprefix(HASHED)):
                raise ValueError(f"{HASHED} must be followed by 64 hexadecimal digits")
        return value

    @property
    def places(self) -> int:
        """How many requests one process works on at once: a model is waited for, anything else needs the processor."""
        if self.max_concurrent is not None:
            return self.max_concurrent
        return 32 if self.llm else 2 * (os.cpu_count() or 1)

    @property
    def conversations_url(self) -> str:
        """The SQLAlchemy address of the conversations: `database_url`, or the SQLite file under the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'conversations.sqlite3'}"

    def masked(self) -> dict[str, object]:
        """Every setting as plain data for printing, secrets and passwords in addresses replaced by asterisks."""
        return {name: _mask(getattr(self, name)) for name in type(self).model_fields}


def load_settings(config: Path | None = None, environ: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """Settings from `given` (command line) over environment over `config` (YAML or TOML) over the defaults.

    `POLICY_CONFIG` names the file where `config` does not; an empty variable counts as not set, since container
    files cannot leave one out. Raises ConfigurationError, naming the setting.
    """
    variables = {key.removeprefix(PREFIX).lower(): value for key, value in environ.items() if key.startswith(PREFIX)}
    named = variables.pop("config", "")
    path = config or (Path(named) if named else None)
    from_file = _read_file(path) if path else {}
    _refuse_unknown(from_file, str(path), prefix="")
    _refuse_unknown(variables, "environment", prefix=PREFIX)
    try:
        filled = {name: value for name, value in variables.items() if value.strip()}
        return Settings.model_validate({**from_file, **filled, **given})
    except ValidationError as error:
        raise _explain(error) from None


def _read_file(path: Path) -> dict[str, Any]:
    """The mapping a settings file holds, keys in small letters."""
    try:
        text = path.read_text(encoding="utf-8")
        found = tomllib.loads(text) if path.suffix == ".toml" else yaml.safe_load(text)
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}", f"读不到配置文件 {path}：请检查路径和权限。") from error
    except (tomllib.TOMLDecodeError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}", f"配置文件 {path} 格式有误：应为 YAML 或 TOML。") from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ConfigurationError(f"{path}: not a mapping", f"配置文件 {path} 格式有误：应为键值表。")
    return {str(key).removeprefix(PREFIX).lower(): value for key, value in found.items()}


def _refuse_unknown(names: Iterable[str], place: str, prefix: str) -> None:
    known = list(Settings.model_fields)
    for name in names:
        if name in Settings.model_fields:
            continue
        shown = _shown(name, prefix)
        nearest = [_shown(near, prefix) for near in get_close_matches(name, known, n=1, cutoff=0.5)]
        allowed = "、".join(_shown(one, prefix) for one in known)
        hint = f"是否想写 {nearest[0]}？" if nearest else f"可用的设置：{allowed}。"
        raise ConfigurationError(f"{place}: unknown setting {shown}; known: {allowed}", f"不认识的设置 {shown}：{hint}")


def _shown(name: str, prefix: str) -> str:
    return prefix + name.upper() if prefix else name


def _explain(error: ValidationError) -> ConfigurationError:
    """The first fault of a validation, without the value: it may be a secret."""
    fault = error.errors(include_input=False, include_url=False)[0]
    name = str(fault["loc"][0])
    purpose = Settings.model_fields[name].description
    return ConfigurationError(
        f"{PREFIX}{name.upper()}: {fault['msg']}", f"设置 {PREFIX}{name.upper()} 的值不正确（{purpose}）。"
    )


def _mask(value: object) -> object:
    if isinstance(value, SecretStr):
        return MASK
    if isinstance(value, tuple):
        return [_mask(one) for one in value]
    if isinstance(value, Path | Decimal):
        return str(value)
    if isinstance(value, str) and "@" in value and "://" in value:
        parts = urlsplit(value)
        return urlunsplit(parts._replace(netloc=f"{MASK}@{parts.netloc.rpartition('@')[2]}"))
    return value
