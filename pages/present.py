"""Present mode: one scene at a time, large, with nothing around it."""

from pages.components.on_stage import scene_on_stage
from pages.components.stage import no_scene, stage

now = scene_on_stage()
if now is None:
    no_scene()
else:
    stage(now)
