"""Every way of writing the same patients: one function a format, by name."""

from tests.core.intake.unfair import (
    renderers_coding,
    renderers_languages,
    renderers_layouts,
    renderers_people,
    renderers_redcap,
    renderers_standards,
    renderers_time,
    renderers_tricky,
)

_MODULES = (
    renderers_redcap,
    renderers_languages,
    renderers_layouts,
    renderers_standards,
    renderers_time,
    renderers_coding,
    renderers_people,
    renderers_tricky,
)
RENDERERS = {renderer.__name__: renderer for module in _MODULES for renderer in module.RENDERERS}
