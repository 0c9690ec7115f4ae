"""What reading remembers of cells is gone once it is told to forget; the program's own words are not."""

from core.intake.engine import import_files
from core.intake.forgetting import forget_texts, memories
from tests.pages.test_import import MESSY


def test_after_an_import_no_text_of_a_cell_is_remembered():
    import_files([("registry.csv", MESSY.encode())])
    remembered = list(memories())
    assert len(remembered) > 10
    assert sum(memory.cache_info().currsize for memory in remembered) > 10
    forget_texts()
    assert sum(memory.cache_info().currsize for memory in memories()) == 0


def test_an_import_comes_to_the_same_after_forgetting():
    files = [("registry.csv", MESSY.encode())]
    first = import_files(files)
    forget_texts()
    again = import_files(files)
    assert (again.outcome, again.message, again.problems) == (first.outcome, first.message, first.problems)
