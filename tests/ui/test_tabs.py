"""The other tabs in a real browser, as their users walk them, on a phone and on a desk; and no barrier on any."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.ui.conftest import ADMIN_KEY, Open

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize("width", [360, 1920])
TABS = ("咨询", "条款查询", "奖补测算", "评测", "管理")
CITATION = "《云溪县茶馆若干措施》（云政发〔2030〕7号）第一部分第1条"
HOSTILE = '<img src="http://evil.test/x" onerror="document.title=1">{{x}}'


def _go(page: Page, tab: str) -> None:
    page.get_by_role("tab", name=tab).click()
    expect(page.get_by_role("tab", name=tab)).to_have_attribute("aria-selected", "true")


def _fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
def test_clerk_searches_while_typing_opens_cites_and_compares(open_page: Open, width: int) -> None:
    page = open_page(width, permissions=["clipboard-read", "clipboard-write"])
    _go(page, "条款查询")
    page.get_by_label("查条款").press_sequentially("奖励")
    expect(page.locator(".pa-hits mark").first).to_have_text("奖励")
    page.locator(".pa-hits .pa-row").first.click()
    expect(page.locator(".pa-reader h2")).to_contain_text("奖励老字号")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?clause=yunxi-2030-7%231")
    page.locator("body").press("c")
    expect(page.locator("#pa-said")).to_have_text("已复制。")
    assert page.evaluate("navigator.clipboard.readText()") == CITATION
    page.get_by_role("button", name="加入对照").click()
    expect(page.locator("#pa-comparison")).to_contain_text("再选一条")
    page.locator(".pa-beside .pa-row").last.click()
    expect(page.locator(".pa-reader h2")).to_contain_text("鼓励开店")
    page.get_by_role("button", name="加入对照").click()
    expect(page.locator(".pa-compare .pa-text")).to_have_count(2)
    _fits(page, width)


def test_permanent_link_opens_the_clause(open_page: Open) -> None:
    page = open_page(path="/?clause=yunxi-2030-7%231")
    expect(page.locator(".pa-reader h2")).to_contain_text("奖励老字号")


def test_link_to_no_clause_is_explained_as_text(open_page: Open) -> None:
    page = open_page(path="/?clause=%3Cimg%20src%3Dx%3E")
    expect(page.locator("#pa-reader")).to_contain_text("没有“<img src=x>”这一条")


def test_tree_leads_to_the_clause_by_keyboard(open_page: Open) -> None:
    page = open_page(1280)
    _go(page, "条款查询")
    page.locator(".pa-tree .pa-row", has_text="鼓励开店").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".pa-reader h2")).to_contain_text("鼓励开店")


@WIDTHS
def test_owner_screens_all_awards_and_takes_the_paper_along(open_page: Open, width: int) -> None:
    page = open_page(width)
    _go(page, "奖补测算")
    page.get_by_label("是哪一级的称号？").select_option("省级")
    expect(page.locator(".pa-receipt > .pa-figure")).to_contain_text("16万元")
    expect(page.locator(".pa-chart .pa-bar")).to_have_count(2)
    for group in ("可确定（1项）", "有不同读法（1项）", "需补充信息（1项）", "不符合（1项）"):
        expect(page.get_by_text(group)).to_be_visible()
    assert page.locator("#pa-see").is_visible() == (width == 360)
    expect(page.locator("#pa-see")).to_contain_text("可确定的合计：16万元")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载告知单（PDF）").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    _fits(page, width)


def test_one_award_shows_its_steps_and_money_that_cannot_be_read(open_page: Open) -> None:
    page = open_page(1280)
    _go(page, "奖补测算")
    page.get_by_label("算哪一项").click()
    page.get_by_role("option", name="茶馆称号奖励").click()
    expect(page.locator(".pa-receipt .pa-figure")).to_contain_text("还不能算")
    page.locator(".pa-receipt .pa-link").click()
    expect(page.get_by_label("是哪一级的称号？")).to_be_focused()
    page.get_by_label("是哪一级的称号？").select_option("省级")
    expect(page.locator(".pa-receipt ol")).to_contain_text("省级称号奖励 8万元")
    expect(page.locator(".pa-receipt")).to_contain_text(CITATION)


@WIDTHS
def test_evaluation_shows_scores_changes_and_failures(open_page: Open, width: int) -> None:
    page = open_page(width)
    _go(page, "评测")
    expect(page.locator("#pa-evaluation .pa-figure")).to_contain_text("70.0%")
    expect(page.get_by_text("都没有用来改进程序（用来改进的用例为 80.0%）")).to_be_visible()
    expect(page.locator("#pa-evaluation .pa-better")).to_have_text("+25.0 个百分点（变好）")
    page.get_by_text("金额（1）").click()
    expect(page.locator(".pa-failures")).to_contain_text("q-1<b>")
    _fits(page, width)


@WIDTHS
def test_administrator_reads_a_file_on_trial_then_stores_it(open_page: Open, width: int, tmp_path: Path) -> None:
    page = open_page(width)
    _go(page, "管理")
    file = tmp_path / "x<img src=x onerror=alert(1)>.md"
    file.write_text(HOSTILE, encoding="utf-8")
    page.locator("#pa-key input").fill(ADMIN_KEY)
    page.locator("#pa-upload input[type=file]").set_input_files(file)
    page.get_by_role("button", name="试读，不改动").click()
    expect(page.locator(".pa-source")).to_have_text(HOSTILE)
    expect(page.locator(".pa-reading")).to_contain_text("第2行有错字")
    page.get_by_role("button", name="加入资料库").click()
    expect(page.locator(".pa-report")).to_contain_text("已加入资料库")
    expect(page.locator("#pa-admin")).to_contain_text("云溪县茶馆若干措施")
    page.get_by_role("button", name="核对规则与引文").click()
    expect(page.locator("#pa-admin")).to_contain_text("全部一致")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出条款").click()
    assert download.value.suggested_filename == "clauses.csv"
    assert page.title() == "政策咨询助手"
    _fits(page, width)


def test_offline_is_said(open_page: Open) -> None:
    page = open_page()
    page.context.set_offline(True)
    expect(page.locator("html")).to_have_class("pa-offline")


def test_large_text_is_kept(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="大字").click()
    page.reload()
    expect(page.locator("html")).to_have_class("pa-large")
    page.locator("#pa-question textarea").wait_for()
    _fits(page, 360)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@WIDTHS
def test_no_tab_has_a_serious_barrier(open_page: Open, width: int, scheme: Any) -> None:
    page = open_page(width, color_scheme=scheme)
    page.locator("#pa-question textarea").fill("反问")
    page.locator("#pa-send").click()
    page.locator(".pa-answer").wait_for()
    found = {}
    for tab in TABS:
        _go(page, tab)
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        serious = [one for one in results.response["violations"] if one["impact"] in ("serious", "critical")]
        found[tab] = {one["id"]: [node["html"][:160] for node in one["nodes"]][:3] for one in serious}
    assert {tab: barriers for tab, barriers in found.items() if barriers} == {}
