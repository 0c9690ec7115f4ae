"""What README.md says of the columns is what the schema says."""

from pathlib import Path

from core.schema import columns_markdown

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def test_the_columns_in_the_readme_are_those_of_the_schema():
    start = README.index("compares -->") + len("compares -->")
    assert README[start : README.index("<!-- /columns -->")].strip() == columns_markdown()


def test_the_readme_gives_one_command_to_open_and_one_to_test():
    assert "pip install . && streamlit run app.py" in README
    assert 'pip install ".[test]" && python -m pytest' in README
