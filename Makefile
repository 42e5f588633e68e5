# Two commands: `make serve` starts the assistant, `make test` checks it. 两条命令：make serve 启动，make test 检查。

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
PYTEST_ARGS ?=
AS_OF ?= 2026-11-24

OFFLINE ?=

BIN := .venv/bin
SOURCE := $(if $(OFFLINE),--no-index --find-links wheelhouse)
PIP := $(BIN)/python -m pip --disable-pip-version-check
VENV := .venv/.created
RUNTIME := .venv/.installed
TESTING := .venv/.installed-test

.DEFAULT_GOAL := help
.PHONY: help serve test install lint types check evaluation screenshots readme lock wheelhouse clean
.DELETE_ON_ERROR:

help: ## 显示这些命令 / show these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

serve: install ## 安装、建索引并启动网页和接口（PORT=8000 HOST=127.0.0.1）/ install, index, serve
	$(BIN)/policy-assistant serve --host $(HOST) --port $(PORT)

test: $(TESTING) lint types ## 全部检查：ruff、mypy、pytest / the whole test suite
	$(BIN)/python -m pytest $(PYTEST_ARGS)

install: $(RUNTIME) ## 只安装 / set up only

lint: $(TESTING)
	$(BIN)/ruff check .

types: $(TESTING)
	$(BIN)/mypy

check: install ## 核对政策文本与规则 / check the corpus
	$(BIN)/policy-assistant check

evaluation: $(TESTING) ## 评测全部题库并更新 eval/results 与 README 的得分（约十分钟）/ score all cases and publish the scores
	$(BIN)/python -m eval eval/cases --as-of $(AS_OF) --repeats 1 --with-baselines --out build/evaluation --save-baseline eval/baseline.json
	$(BIN)/python -m eval.publish build/evaluation

screenshots: $(TESTING) ## 重拍 README 里每个标签页的截图 / take the README's screenshots again
	$(BIN)/python -m ui.screenshots docs/images

readme: $(TESTING) ## 更新 README 中示例的输出 / write the true output of the README's examples
	$(BIN)/python -m tests.readme_examples

lock: $(VENV) ## 重新锁定依赖版本 / lock the versions again
	$(BIN)/python .ci/lock.py requirements.lock requirements-test.lock

wheelhouse: $(VENV) ## 把全部依赖下载到 wheelhouse/，拷到不能上网的机器后 make serve OFFLINE=1 / for machines without a network
	$(PIP) wheel --quiet --wheel-dir wheelhouse --requirement requirements.lock

clean: ## 删除虚拟环境和索引（对话数据库一并删除）/ remove .venv and data
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info

$(VENV):
	@command -v $(PYTHON) >/dev/null || { echo "找不到 $(PYTHON)：请安装 Python 3.11 或更新版本，或用 PYTHON=… 指定。/ $(PYTHON) not found: install Python 3.11 or later, or name one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 版本太旧（$$($(PYTHON) --version)）：需要 3.11 或更新版本，可用 PYTHON=… 指定。/ Python is too old: 3.11 or later is needed, name one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python 缺少 venv 模块：在 Debian、Ubuntu 上请安装 python3-venv。/ Python lacks venv: on Debian or Ubuntu install python3-venv." >&2; exit 1; }
	@echo "创建虚拟环境 .venv / creating .venv"
	$(PYTHON) -m venv --clear .venv
	@touch $@

$(RUNTIME): requirements.lock pyproject.toml $(VENV)
	@echo "安装依赖（首次需要联网下载）/ installing dependencies (downloads the first time)"
	$(PIP) install --quiet $(SOURCE) --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTING): requirements-test.lock $(RUNTIME)
	@echo "安装测试依赖 / installing test dependencies"
	$(PIP) install --quiet $(SOURCE) --requirement requirements-test.lock
	@touch $@
