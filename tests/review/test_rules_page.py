"""The docs tell of the rules that there are, in their own words."""

import os
from pathlib import Path

from django.conf import settings

from review.rules.page import as_page

PAGE = Path(settings.BASE_DIR) / "docs" / "warnings.md"


def test_the_page_of_the_docs_is_what_the_table_says() -> None:
    if os.environ.get("REWRITE_GOLDEN"):
        PAGE.write_text(as_page(), encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8") == as_page()
