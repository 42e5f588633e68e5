"""A corpus of any size in the shape of real documents, to measure with: `python -m eval.generate FOLDER --clauses N`.

Every document has a title, a number, an issuer, a date, sections and numbered items with responsible units; the same
number of clauses gives the same corpus. What it says is invented.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from eval.arguments import positive

_PLACES = tuple(
    f"{first}{second}{kind}" for first in "青云清白长新永安宁平" for second in "山河江湖泉城阳林" for kind in "市县区"
)
_FIELDS = tuple(
    [
        "工业设计",
        "冷链物流",
        "数字农业",
        "文化旅游",
        "家政服务",
        "跨境电商",
        "节能环保",
        "职业培训",
        "养老托育",
        "低空物流",
        "中医药",
        "乡村民宿",
        "智能装备",
        "检验检测",
        "会展经济",
        "体育产业",
        "绿色建筑",
        "知识产权",
        "科技保险",
        "夜间消费",
    ]
)
_THINGS = tuple(
    [
        "示范企业",
        "公共服务平台",
        "技术改造项目",
        "首台套产品",
        "产业园区",
        "创新联合体",
        "标准制定",
        "品牌培育",
        "贷款贴息",
        "人才公寓",
        "实训基地",
        "设备更新",
        "上云用云",
        "展会参展",
        "仓储设施",
        "检测实验室",
        "合作社",
        "骨干企业",
        "小微商户",
    ]
)
_UNITS = tuple(
    ["财政局", "工业和信息化局", "商务局", "农业农村局", "文化和旅游局", "人力资源和社会保障局", "市场监督管理局"]
)
_SECTIONS = ("总体要求", "支持措施", "要素保障", "组织实施")
_FORMS = (
    "对{year}年以来新认定的{field}{thing}，经{unit}会同财政部门审核后，给予{amount}万元的一次性奖励。",
    "支持{place}{field}{thing}建设，按实际投入的{rate}%给予补助，单个项目最高不超过{amount}万元。",
    "{field}{thing}年营业收入首次突破{amount}00万元且纳税信用为A级的，由{unit}给予{half}万元奖励，分两年兑现。",
    "鼓励金融机构为{field}{thing}提供信用贷款，对实际支付的利息给予{rate}%的贴息，期限不超过{months}个月。",
    "建立{field}{thing}动态管理名单，每{months}个月评估一次，连续两次不合格的退出名单并追回资金。",
)
_CLAUSES_EACH = 24


def main(argv: Sequence[str] | None = None) -> int:
    """Writes the corpus folder."""
    parser = argparse.ArgumentParser(prog="python -m eval.generate", description="生成任意规模的测试政策库（内容虚构）")
    parser.add_argument("folder", type=Path, help="写入的文件夹，可作 POLICY_CORPUS_DIR")
    parser.add_argument("--clauses", type=positive, default=10_000, help="大约多少条")
    chosen = parser.parse_args(argv)
    for name, text in documents(chosen.clauses):
        folder = chosen.folder / "policies" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "text.md").write_text(text, encoding="utf-8")
        (folder / "policy.yaml").write_text(f"编号: {name}\n", encoding="utf-8")
    (chosen.folder / "words.txt").touch()
    return 0


def documents(clauses: int) -> Iterator[tuple[str, str]]:
    """Ids and texts of documents with about so many clauses together."""
    for number in range(-(-clauses // _CLAUSES_EACH)):
        yield f"generated-{number:05}", _document(number, random.Random(number))


def _document(number: int, chance: random.Random) -> str:
    place, year = _PLACES[number % len(_PLACES)], chance.randint(2019, 2026)
    field = _FIELDS[number // len(_PLACES) % len(_FIELDS)]
    lines = [
        f"# {place}支持{field}高质量发展若干措施（{number + 1}）",
        f"{place[0]}政发〔{year}〕{number + 1}号",
        f"{place}人民政府",
        f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日",
    ]
    item = 0
    for place_, section in enumerate(_SECTIONS):
        lines.append(f"## {'一二三四'[place_]}、{section}")
        for _ in range(_CLAUSES_EACH // len(_SECTIONS)):
            item += 1
            lines.append(_item(item, place, field, year, chance))
    return "\n\n".join(lines) + "\n"


def _item(number: int, place: str, field: str, year: int, chance: random.Random) -> str:
    thing, unit = chance.choice(_THINGS), chance.choice(_UNITS)
    sentences = [
        form.format(
            year=year, field=field, thing=thing, unit=unit, place=place, amount=chance.randint(1, 50) * 10,
            half=chance.randint(1, 25) * 5, rate=chance.randint(1, 10) * 5, months=chance.choice((6, 12, 24, 36)),
        )
        for form in chance.sample(_FORMS, 3)
    ]  # fmt: skip
    return f"{number}. 支持{field}{thing}。{''.join(sentences)}（责任单位：{unit}、财政局）"


if __name__ == "__main__":
    raise SystemExit(main())
