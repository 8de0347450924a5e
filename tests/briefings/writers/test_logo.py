"""A template's logo is in all three forms, with words for whoever cannot see it."""

from base64 import b64encode
from io import BytesIO
from zipfile import ZipFile

import pypdf

from briefings import docx, html, pdf
from figures.png import to_png
from tests.briefings.sample import sample
from tests.briefings.writers.read import structure

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">'
    '<rect width="8" height="8" fill="#0c5563"/></svg>'
)
LOGO = to_png(SVG)
LOOK = (("issuer", "The office"), ("logo", b64encode(LOGO).decode()))


def test_it_is_in_the_pdf_with_the_issuer_in_its_place() -> None:
    document = pdf.write(sample(look=LOOK))

    told = [each.get("/Alt") for each in structure(document) if "/Alt" in each]
    assert told[0] == "The office"
    assert len(pypdf.PdfReader(BytesIO(document)).pages[0].images) == 1


def test_it_is_in_the_word_file() -> None:
    with ZipFile(BytesIO(docx.write(sample(look=LOOK)))) as file:
        kept = [file.read(each) for each in file.namelist() if each.endswith(".png")]
        body = file.read("word/document.xml").decode()

    assert LOGO in kept
    assert 'descr="The office"' in body


def test_it_is_in_the_html_file() -> None:
    whole = html.write(sample(look=LOOK)).decode()

    assert f'src="data:image/png;base64,{LOOK[1][1]}" alt="The office"' in whole
