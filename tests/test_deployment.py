"""The lock, the container and its composition hold together; nobody here can build them."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
SERVICE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]["ruxscope"]
WANTED = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["auth"], "authlib"]


def locked():
    """The entries of the lock: each requirement with the text of its hashes."""
    text = "\n".join(line for line in LOCK.splitlines() if not line.lstrip().startswith("#")).replace("\\\n", " ")
    entries = [line.split("--hash=", 1) for line in text.splitlines()]
    return [(Requirement(name), "--hash=" + hashes) for name, hashes in entries]


@pytest.mark.parametrize("wanted", WANTED)
def test_the_lock_holds_a_version_that_the_project_asks_for(wanted):
    asked = Requirement(wanted)
    versions = [str(entry.specifier).removeprefix("==") for entry, _ in locked() if entry.name == asked.name]
    assert versions
    assert all(asked.specifier.contains(version) for version in versions)


def test_every_entry_of_the_lock_is_one_version_with_its_hashes():
    for entry, hashes in locked():
        assert re.fullmatch(r"==[\w.]+", str(entry.specifier)), entry
        assert re.fullmatch(r"(--hash=sha256:[0-9a-f]{64}\s*)+", hashes), entry


def test_the_lock_says_how_it_is_made_and_names_no_place_to_fetch_from():
    assert "--generate-hashes" in LOCK.splitlines()[1]
    assert "://" not in LOCK
    assert "index" not in LOCK.splitlines()[1]


def instructions():
    """The instructions of the Containerfile: keyword and the rest."""
    lines = [line for line in CONTAINER.splitlines() if line.strip() and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in re.split(r"\n(?=[A-Z])", "\n".join(lines))]


def sources():
    return [source for keyword, rest in instructions() if keyword == "COPY" for source in rest.split()[:-1]]


@pytest.mark.parametrize("source", sources())
def test_what_the_container_copies_exists_and_is_not_ignored(source):
    kept = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert (ROOT / source).exists()
    assert source in kept


def test_the_container_holds_the_program_and_the_sample_and_nothing_else():
    program = {"app.py", "core/", "pages/", ".streamlit/config.toml", "sample_data/extract.parquet"}
    assert set(sources()) == program | {"pyproject.toml", "requirements.lock"}
    assert (ROOT / ".dockerignore").read_text().splitlines()[1] == "*"


def test_the_container_runs_a_python_that_the_project_supports_from_a_named_base():
    (base,) = [rest for keyword, rest in instructions() if keyword == "FROM"]
    version = re.fullmatch(r"python:(3\.\d+)-slim(@sha256:[0-9a-f]{64})?", base).group(1)
    assert version in SpecifierSet(PROJECT["requires-python"])


def test_the_container_installs_what_the_lock_names_and_nothing_else():
    installs = [rest for keyword, rest in instructions() if keyword == "RUN" and "pip" in rest]
    assert installs == ["pip install --no-cache-dir --require-hashes --requirement requirements.lock"]


def test_the_container_runs_as_nobody_in_particular():
    (user,) = [rest for keyword, rest in instructions() if keyword == "USER"]
    assert user == SERVICE["user"] == "10001:10001"


def test_the_composition_gives_the_app_no_more_than_it_needs():
    assert SERVICE["read_only"] is True
    assert SERVICE["cap_drop"] == ["ALL"]
    assert SERVICE["security_opt"] == ["no-new-privileges:true"]
    assert SERVICE["mem_limit"]
    assert SERVICE["pids_limit"]
    assert "privileged" not in SERVICE
    assert all("noexec" in mount for mount in SERVICE["tmpfs"])
    assert "volumes" not in SERVICE


def test_the_composition_opens_the_app_to_this_machine_only():
    assert SERVICE["ports"] == ["127.0.0.1:8501:8501"]


def test_the_health_check_asks_a_host_that_the_app_answers():
    asked = re.search(r"http://([\w.]+):(\d+)/_stcore/health", " ".join(SERVICE["healthcheck"]["test"]))
    assert f"--server.allowedHosts={asked.group(1)}" in SERVICE["command"]
    assert f"--server.port={asked.group(2)}" in CONTAINER


def test_the_server_does_not_ask_the_internet_for_its_own_address():
    assert "--browser.serverAddress=" in CONTAINER
