"""Your data: a site's own files from drop to charts, what is open, and the template."""

from pages.components import session
from pages.components.data_opened import opened_data
from pages.components.intake.importing import importing
from pages.components.template_download import template_download

importing()
view = session.current_view()
opened_data(view)
template_download(view)
