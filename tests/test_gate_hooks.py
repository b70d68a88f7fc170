"""The hook, the action and the template: valid as their own tools see them, and run as far as they run without a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from gate_repository import git, replaced, text

ROOT = Path(__file__).parent.parent
CLEAN = replaced(0, "≥420株")
TOOLS = Path(sys.executable).parent


def ran(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in `folder`, with the tools of this environment first and without the settings of a hook around it."""
    around = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
    around |= {"PATH": f"{TOOLS}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1", **environment}
    return subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=folder, env=around)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of filings with one clean form committed, gated at warnings of one rule."""
    folder = tmp_path / "repository"
    (folder / "filings").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    (folder / "jixiao.toml").write_text('fail-on = "warning"\nselect = ["operator_missing"]\nlang = "en"\n', "utf-8")
    (folder / "filings" / "trees.txt").write_text(text(CLEAN).replace("6公里", "≥6公里"), "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "first")
    return folder


# --- pre-commit


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A repository that offers our hook, as a clone of this one would."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "hook")
    return folder


def test_the_manifest_is_valid() -> None:
    done = ran(ROOT, sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml")
    assert (done.returncode, done.stdout) == (0, "")


def test_a_commit_that_adds_a_fault_is_refused(repository: Path, hooks: Path, tmp_path: Path) -> None:
    """NOTE: `language: system` runs the jixiao installed here; as published, the hook installs it, which takes a network."""
    revision = git(hooks, "rev-parse", "HEAD").strip()
    hook = {"id": "jixiao", "language": "system"}
    config = {"repos": [{"repo": hooks.as_uri(), "rev": revision, "hooks": [hook]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "hook")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home"), "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow"}
    home |= {"GIT_CONFIG_VALUE_0": "always"}
    install = ran(repository, sys.executable, "-m", "pre_commit", "install", **home)
    assert install.returncode == 0, install.stderr
    who = ("-c", "user.name=tester", "-c", "user.email=tester@example.org")

    (repository / "filings" / "trees.txt").write_text(text(), "utf-8")
    (repository / "notes.md").write_text("no filing", "utf-8")
    git(repository, "add", ".")
    refused = ran(repository, "git", *who, "commit", "-m", "a fault", **home)
    said = refused.stdout + refused.stderr
    assert refused.returncode == 1, said
    assert "filings/trees.txt\n  line 8   ▲ Warning  " in said
    assert git(repository, "log", "--format=%s").split("\n")[0] == "hook"

    (repository / "filings" / "trees.txt").write_text(text(CLEAN, above=1).replace("6公里", "≥6公里"), "utf-8")
    git(repository, "add", ".")
    taken = ran(repository, "git", *who, "commit", "-m", "mended", **home)
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert git(repository, "log", "--format=%s").split("\n")[0] == "mended"


def test_the_hook_takes_every_kind_of_filing_and_nothing_else() -> None:
    import re

    from jixiao.filings.reading import SUFFIXES

    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    pattern = re.compile(hook["files"])
    assert [suffix for suffix in SUFFIXES if not pattern.search(f"filings/a{suffix}")] == []
    assert pattern.search("A.XLSX")
    assert [name for name in ("a.md", "a.py", "jixiao.toml", "txt") if pattern.search(name)] == []


# --- GitHub


def _valid(schema: str, path: Path) -> None:
    done = ran(ROOT, sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_valid() -> None:
    _valid("github-actions", ROOT / "action.yml")


def _action() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def _step(repository: Path, tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The check step of the action, run as a runner runs it: inputs in the environment, the script by bash -e."""
    action = _action()
    (step,) = [step for step in action["runs"]["steps"] if step.get("name") == "check"]
    values = {name: inputs.get(name.replace("-", "_"), about["default"]) for name, about in action["inputs"].items()}
    environment = {}
    for name, template in step["env"].items():
        inner = template.removeprefix("${{ inputs.").removesuffix(" }}")
        assert inner in values, template
        environment[name] = values[inner]
    environment |= {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
    return ran(repository, "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], **environment)


bash = pytest.mark.skipif(os.name == "nt", reason="the action's script is for bash")


@bash
def test_the_action_annotates_sums_up_and_fails(repository: Path, tmp_path: Path) -> None:
    (repository / "filings" / "新 表.txt").write_text(text(), "utf-8")
    done = _step(repository, tmp_path, paths="filings\n", sarif="out/found.sarif", changed_since="HEAD")
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(",title=")[0] for line in lines] == [
        "::warning file=filings/新 表.txt,line=8",
        "::warning file=filings/新 表.txt,line=12",
    ]
    assert "### Performance filings: failed" in (tmp_path / "summary.md").read_text("utf-8")
    assert len(json.loads((repository / "out" / "found.sarif").read_bytes())["runs"][0]["results"]) == 2


@bash
def test_the_action_passes_what_is_clean(repository: Path, tmp_path: Path) -> None:
    done = _step(repository, tmp_path)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "### Performance filings: passed" in (tmp_path / "summary.md").read_text("utf-8")


@bash
def test_inputs_of_the_action_are_never_run(repository: Path, tmp_path: Path) -> None:
    done = _step(repository, tmp_path, paths='$(touch hacked) `touch hacked`; touch hacked "\n--output=x')
    assert done.returncode == 2
    assert not (repository / "hacked").exists()
    assert not any("${{" in step.get("run", "") for step in _action()["runs"]["steps"])


# --- GitLab


def test_the_template_is_valid() -> None:
    _valid("gitlab-ci", ROOT / "docs" / "jixiao.gitlab-ci.yml")


@bash
def test_the_template_writes_the_reports_that_it_hands_over(repository: Path) -> None:
    job = yaml.safe_load((ROOT / "docs" / "jixiao.gitlab-ci.yml").read_text("utf-8"))["jixiao"]
    (repository / "filings" / "trees.txt").write_text(text(), "utf-8")
    install, *script = job["script"]
    assert install.startswith("python -m pip install ")
    done = ran(repository, "bash", "-eo", "pipefail", "-c", "\n".join(script), **job["variables"])
    assert done.returncode == 1, done.stderr
    assert "filings/trees.txt" in done.stdout
    reports = job["artifacts"]["reports"]
    assert [issue["location"]["lines"]["begin"] for issue in json.loads((repository / reports["codequality"]).read_bytes())] == [
        8,
        12,
    ]
    assert (repository / reports["junit"]).read_bytes().count(b"<failure ") == 2
