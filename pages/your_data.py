"""Your data: what is open, a site's own files in the strict template, and the way back to the sample."""

from pages.components import session
from pages.components.data_opened import opened_data
from pages.components.template_download import template_download
from pages.components.upload import upload

view = session.current_view()
opened_data(view)
upload()
template_download(view)
