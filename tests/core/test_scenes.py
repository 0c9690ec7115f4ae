"""A presentation as a file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.scenes import Scene, Story, StoryError, story_of

SCENES = st.builds(
    Scene, display=st.sampled_from(["iga", "incidence"]), query=st.text(), title=st.text(), note=st.text()
)
STORIES = st.builds(Story, scenes=st.lists(SCENES, max_size=5).map(tuple), digest=st.text(max_size=64))


@given(STORIES)
def test_a_scenes_file_reads_back_to_the_same_story(story):
    assert story_of(story.to_json()) == story


@given(STORIES.filter(lambda story: story.scenes), st.data())
def test_moving_keeps_every_scene(story, data):
    place, to = (data.draw(st.integers(0, len(story.scenes) - 1)) for _ in range(2))
    moved = story.moving(place, to)
    assert moved.scenes[to] == story.scenes[place]
    assert sorted(moved.scenes, key=repr) == sorted(story.scenes, key=repr)
    assert moved.moving(to, place) == story


def test_scenes_are_added_renamed_duplicated_and_removed():
    story = Story().adding(Scene("iga")).adding(Scene("incidence"))
    named = story.changing(1, title="Any event", note="Pause here.")
    assert named.scenes[1] == Scene("incidence", title="Any event", note="Pause here.")
    assert named.duplicating(0).scenes == (Scene("iga"), Scene("iga"), named.scenes[1])
    assert named.without(0).scenes == (named.scenes[1],)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "no list of scenes"),
        ('{"scenes": {}}', "no list of scenes"),
        ('{"format": 9, "scenes": []}', "has format 9"),
        ('{"format": 1, "scenes": ["iga"]}', "Scene 1 of this file names no display"),
        ('{"format": 1, "scenes": [{"display": 3}]}', "display must be text"),
        (json.dumps({"format": 1, "scenes": [{"display": "iga"}] * 201}), "more than 200 scenes"),
        (json.dumps({"format": 1, "scenes": [{"display": "iga", "note": "x" * 4001}]}), "note must be text"),
    ],
)
def test_another_file_is_refused_with_a_plain_sentence(text, said):
    with pytest.raises(StoryError, match=said):
        story_of(text)


def test_what_a_scene_does_not_know_is_left_out():
    assert story_of('{"format": 1, "scenes": [{"display": "iga", "colour": "red"}]}').scenes == (Scene("iga"),)
