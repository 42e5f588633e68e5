"""policy.yaml: what people know about a policy and its text does not say. Keys are Chinese, unknown ones refused."""

from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import ChangeOfForce
from assistant.errors import CorpusError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where PyYAML was built with it: ten times as fast."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Validity(_Entry):
    """When the policy is in force; `说明` is shown where the text is silent."""

    start: date | None = Field(default=None, alias="起")
    end: date | None = Field(default=None, alias="止")
    note: str = Field(default="", alias="说明")


class Correction(_Entry):
    """A reviewed repair of the text as it came; the words must occur exactly once, white space aside."""

    words: str = Field(alias="原文", min_length=1)
    corrected: str = Field(alias="更正")
    reason: str = Field(alias="理由", min_length=1)


class Note(_Entry):
    """A remark on one clause (or on the whole policy without `条款`); its words, if given, must occur there."""

    clause: str | None = Field(default=None, alias="条款")
    words: str = Field(default="", alias="原文")
    text: str = Field(alias="说明", min_length=1)


class Assignment(_Entry):
    """Units that running text makes responsible for clauses: the words of clause `依据` say so."""

    clauses: tuple[str, ...] = Field(alias="条款", min_length=1)
    units: tuple[str, ...] = Field(alias="单位", min_length=1)
    role: str = Field(alias="职责", min_length=1)
    basis: str = Field(alias="依据")
    words: str = Field(alias="原文", min_length=1)


class Change(_Entry):
    """What another document does to this one: its id or its name, from when, and to which clauses (all, if none)."""

    kind: ChangeOfForce = Field(alias="关系")
    by: str = Field(alias="文件", min_length=1)
    since: date | None = Field(default=None, alias="自")
    clauses: tuple[str, ...] = Field(default=(), alias="条款")


class PolicyMeta(_Entry):
    """One policy.yaml. Title, number, issuer and date override what the reader found; `check` reports disagreement."""

    id: str = Field(alias="编号", pattern=r"^[a-z0-9][a-z0-9-]*$")
    aliases: tuple[str, ...] = Field(default=(), alias="简称")
    places: tuple[str, ...] = Field(default=(), alias="适用地域")
    document_number: str | None = Field(default=None, alias="文号")
    title: str | None = Field(default=None, alias="标题")
    issuer: str | None = Field(default=None, alias="发文机关")
    issued: date | None = Field(default=None, alias="成文日期")
    validity: Validity = Field(default=Validity(), alias="有效期")
    changes: tuple[Change, ...] = Field(default=(), alias="效力变动")
    level: Literal["国家", "省", "市", "区县", "乡镇"] | None = Field(default=None, alias="层级")
    unit_aliases: dict[str, tuple[str, ...]] = Field(default={}, alias="单位别名")
    assignments: tuple[Assignment, ...] = Field(default=(), alias="指派")
    corrections: tuple[Correction, ...] = Field(default=(), alias="更正")
    notes: tuple[Note, ...] = Field(default=(), alias="备注")


def read_meta(path: Path) -> PolicyMeta:
    """The metadata in a policy.yaml; raises CorpusError naming the key that is wrong."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # a safe loader # nosec B506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CorpusError(str(path), f"cannot be read: {error}", "不是有效的 YAML 文件（UTF-8 编码）") from error
    return parse_meta(content, str(path))


def parse_meta(content: Any, place: str) -> PolicyMeta:
    """The metadata in a parsed YAML value; `place` is named in the CorpusError."""
    try:
        return PolicyMeta.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = "/".join(str(part) for part in first["loc"]) or "(top)"
        allowed = "、".join(str(field.alias) for field in PolicyMeta.model_fields.values())
        raise CorpusError(
            f"{place} {key}", f"{first['msg']}; top keys are {allowed}", f"此项填写有误。可用的键：{allowed}"
        ) from error
