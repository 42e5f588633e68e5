"""The files for deploying, held against their linters, the settings and the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import crossplane
import pytest
import yaml

from assistant.settings import Settings, load_settings

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_dockerfile_passes_its_linter() -> None:
    done = subprocess.run([BIN / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_linter_would_object(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /x && sudo pip install y\n", encoding="utf-8")
    assert subprocess.run([BIN / "hadolint", tmp_path / "Dockerfile"], capture_output=True).returncode == 1


def test_image_is_built_from_what_there_is_and_runs_as_nobody_special() -> None:
    copied = re.findall(r"^COPY (?!--from)(?:--chown=\w+ )?(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = [name for line in copied for name in line.split()]
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert sources
    assert [name for name in sources if not (ROOT / name).exists() or f"!{name}" not in let_in] == []
    assert re.findall(r"^USER (.+)$", DOCKERFILE, re.MULTILINE) == ["10001"]
    assert "HEALTHCHECK" in DOCKERFILE


def test_nginx_understands_its_file() -> None:
    parsed = crossplane.parse(str(ROOT / "deploy/nginx.conf"), strict=True, check_ctx=True, check_args=True)
    assert (parsed["status"], parsed["errors"]) == ("ok", [])
    servers = re.findall(r"server (\w+):8000", (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8"))
    assert servers == [name for name, one in COMPOSE["services"].items() if one.get("build")]


def test_compose_starts_two_replicas_on_one_database_and_one_index() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"app1", "app2", "database", "chroma", "proxy"}
    given = {name: services[name]["environment"] for name in ("app1", "app2")}
    assert given["app1"] == given["app2"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    for service in services.values():
        needed = service.get("depends_on", {})
        assert set(needed) <= set(services)
        for name, how in needed.items():
            has_check = "healthcheck" in services[name] or services[name].get("build")
            assert how["condition"] == "service_started" or has_check


def test_compose_names_settings_that_there_are() -> None:
    environ = {name: _filled(str(value)) for name, value in COMPOSE["services"]["app1"]["environment"].items()}
    assert {name.removeprefix("POLICY_").lower() for name in environ} <= set(Settings.model_fields)
    settings = load_settings(environ=environ)
    assert (settings.llm, settings.admin_key, settings.chroma) == (None, None, "http://chroma:8000")
    assert settings.trusted_proxies == (COMPOSE["networks"]["default"]["ipam"]["config"][0]["subnet"],)


def test_named_volumes_are_declared() -> None:
    used = {volume.partition(":")[0] for one in COMPOSE["services"].values() for volume in one.get("volumes", ())}
    assert {name for name in used if not name.startswith(".")} == set(COMPOSE["volumes"])


def test_command_of_the_image_is_refused_without_a_key(tmp_path: Path) -> None:
    """As the image would run it, with the settings it sets."""
    command = re.findall(r"^CMD \[(.+)\]$", DOCKERFILE, re.MULTILINE)[-1].replace('"', "").split(", ")
    script = "import sys; from assistant.cli import main; main(sys.argv[1:])"
    environ = {"PATH": "/usr/bin", "PYTHONPATH": str(ROOT), "POLICY_LOG": "json", "POLICY_DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", script, *command[:-1], "0"], capture_output=True, text=True, env=environ, cwd=ROOT
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "POLICY_API_KEYS" in done.stderr


@pytest.mark.parametrize("offline", [False, True])
def test_offline_install_takes_packages_from_the_folder_alone(offline: bool) -> None:
    planned = _planned("serve", *(["OFFLINE=1"] if offline else []))
    installs = [line for line in planned if " install " in line and "requirements.lock" in line]
    assert len(installs) == 1
    assert ("--no-index --find-links wheelhouse" in installs[0]) == offline


def test_wheelhouse_holds_what_the_lock_names() -> None:
    assert any(
        "wheel --quiet --wheel-dir wheelhouse --requirement requirements.lock" in one for one in _planned("wheelhouse")
    )


def _planned(*arguments: str) -> list[str]:
    """What make would run on a machine where nothing is installed yet."""
    make = shutil.which("make")
    assert make
    done = subprocess.run(
        [make, "--dry-run", "--always-make", *arguments], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout.splitlines()


def _filled(value: str) -> str:
    """A value of the compose file as it is where only what must be set is set."""
    return re.sub(r"\$\{\w+:(?:-([^}]*)|\?[^}]*)\}", lambda match: "given" if match[1] is None else match[1], value)
