"""The command export, as a person runs it."""

import io

import pytest
from pptx import Presentation

from core.__main__ import main
from core.scenes import Scene, Story


@pytest.fixture
def said(capsys):
    """Exit status, output and errors of a command run in this process."""

    def call(*arguments):
        status = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def titles(path):
    return [slide.shapes.title.text_frame.text for slide in Presentation(io.BytesIO(path.read_bytes())).slides]


def test_without_scenes_the_ready_made_story_of_the_filter_is_written(said, tmp_path):
    to = tmp_path / "out.pptx"
    assert said("export", "--filter", "cohort=B", "--to", to) == (0, "", "")
    assert titles(to)[1] == "Any adverse event: Cohort B 5/41 (12.2%)"


def test_a_scenes_file_is_written_in_its_order(said, tmp_path):
    scenes, to = tmp_path / "scenes.json", tmp_path / "out.pptx"
    scenes.write_text(Story((Scene("itch_nrs", title="One"), Scene("iga", title="Two"))).to_json(), encoding="utf-8")
    assert said("export", "--scenes", scenes, "--to", to)[0] == 0
    assert titles(to) == ["One", "Two"]


def test_what_a_scene_names_in_vain_is_said_and_the_file_is_written(said, tmp_path):
    scenes, to = tmp_path / "scenes.json", tmp_path / "out.pptx"
    scenes.write_text(Story((Scene("iga", "agent=futurumab", title="One"),)).to_json(), encoding="utf-8")
    status, _, errors = said("export", "--scenes", scenes, "--to", to)
    assert status == 0 and to.exists()
    assert errors.startswith("core: One: Not in these data and left out: agent: “futurumab” is not among ")


def test_the_same_story_as_a_report(said, tmp_path):
    to = tmp_path / "out.html"
    assert said("export", "--to", to)[0] == 0
    assert "Any adverse event: Cohort A 2/73 (2.7%), Cohort B 5/41 (12.2%)" in to.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--to", "out.pdf"], "core: out.pdf is neither .pptx nor .html. Choose one of them with --to."),
        (["--filter", "agent=nothing-such", "--to", "out.pptx"], "core: agent: “nothing-such” is not among "),
        (
            ["--scenes", "none.json", "--to", "out.pptx"],
            "core: none.json cannot be opened (No such file or ",
        ),
        (["none.parquet", "--to", "out.pptx"], "core: "),
        (["--filter", "by=agent", "--scenes", "a.json", "--to", "out.pptx"], "core: Each scene of a scenes file has"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence(said, tmp_path, monkeypatch, arguments, error):
    monkeypatch.chdir(tmp_path)
    status, out, errors = said("export", *arguments)
    assert (status, out) == (2, "")
    assert errors.startswith(error) and errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_scenes_file_is_refused(said, tmp_path):
    scenes = tmp_path / "scenes.json"
    scenes.write_text("[]", encoding="utf-8")
    status, _, errors = said("export", "--scenes", scenes, "--to", tmp_path / "out.pptx")
    assert (status, errors) == (2, "core: This is not a scenes file: it has no list of scenes.\n")


def test_a_folder_that_is_not_there_is_named(said, tmp_path):
    to = tmp_path / "no" / "out.pptx"
    status, _, errors = said("export", "--to", to)
    assert (
        status == 2 and errors == f"core: {to} cannot be written (No such file or directory). Choose another place.\n"
    )
