"""A framework's questions as an XLSForm, converted by pyxform."""

import re
from io import BytesIO
from xml.etree import ElementTree

import attrs
import openpyxl
import pytest
from pyxform.xls2xform import convert  # type: ignore[import-untyped]

from datamaturity import Criterion, Framework, Theme, Topic, list_frameworks, load_framework
from datamaturity.form_layout import field_names, question_text
from datamaturity.writers.xlsforms import xlsform
from examples import CROSSED, FIVE, ONE_THEME

NAMESPACES = {"x": "http://www.w3.org/2002/xforms", "h": "http://www.w3.org/1999/xhtml"}


def _rows(framework: Framework, sheet: str) -> list[tuple[object, ...]]:
    found = openpyxl.load_workbook(BytesIO(xlsform(framework)))[sheet]
    return [*found.iter_rows(values_only=True)]


def _converted(framework: Framework) -> ElementTree.Element:
    result = convert(xlsform(framework))
    assert [] == result.warnings
    return ElementTree.fromstring(result.xform)  # noqa: S314 - our own form


def _one(*titles: str, descriptors: tuple[str, ...] = ()) -> Framework:
    return Framework(
        id="½ one/f",
        version="2 b",
        title="F ${x}",
        scale=FIVE,
        themes=[Theme("t", "Data ${c_a0}")],
        criteria=[
            Criterion(f"a{place}", title, theme="t", descriptors=descriptors) for place, title in enumerate(titles)
        ],
    )


def test_survey() -> None:
    """A group for each part; for each criterion a choice, and the question why it does not apply, if it does not."""
    expected = [
        ("type", "name", "label", "relevant"),
        ("begin_group", "part_1", "1 Sharing", None),
        ("select_one c_1_1", "c_1_1", "1.1 Sharing inside", None),
        ("text", "why_1_1", "1.1 Why does this not apply?", "${c_1_1} = 'not_applicable'"),
        ("select_one levels", "c_1_2", "1.2 Sharing outside", None),
        ("text", "why_1_2", "1.2 Why does this not apply?", "${c_1_2} = 'not_applicable'"),
        ("end_group", None, None, None),
    ]
    found = _rows(CROSSED, "survey")

    assert expected == found[:7]
    assert ("begin_group", "part_2", "2 Deciding", None) == found[7]
    assert 13 == len(found)


def test_choices() -> None:
    """One list of choices for each criterion with texts, and one for all others; names are the levels' numbers."""
    expected = [
        ("list_name", "name", "label"),
        ("c_1_1", "1", "1 Beginning: one"),
        ("c_1_1", "2", "2 Emerging: two"),
        ("c_1_1", "3", "3 Learning: three"),
        ("c_1_1", "4", "4 Developing: four"),
        ("c_1_1", "5", "5 Mastering: five"),
        ("c_1_1", "not_applicable", "Not applicable"),
        ("c_1_1", "do_not_know", "Do not know"),
        ("levels", "1", "1 Beginning"),
    ]
    found = _rows(CROSSED, "choices")

    assert expected == found[:9]
    assert 15 == len(found)


def test_settings() -> None:
    """Title, id and version are the framework's, and no clock has a part in them."""
    assert [("form_title", "form_id", "version"), ("Two topics and two themes", "crossed-1", "1")] == _rows(
        CROSSED, "settings"
    )
    assert [("F $ {x}", "_one_f-2_b", "2 b")] == _rows(_one("A"), "settings")[1:]


@pytest.mark.parametrize("framework_id", [one.id for one in list_frameworks()])
def test_packaged(framework_id: str) -> None:
    """Every packaged framework is made a form by pyxform, without a warning, with every criterion once."""
    framework = load_framework(framework_id)
    form = _converted(framework)
    selects = form.findall(".//x:select1", NAMESPACES)

    assert [*field_names(framework)] == [one.attrib["ref"].rpartition("/")[2] for one in selects]
    labels = [one.findtext("x:label", "", NAMESPACES) for one in selects]
    # pyxform makes typographic quotation marks plain ones.
    plain = str.maketrans("‘’“”", "''\"\"")
    assert [question_text(one).translate(plain) for one in framework.criteria] == labels


def test_reason_is_asked_only_where_it_does_not_apply() -> None:
    """The converted form shows the text field where *not applicable* is chosen."""
    binds = {one.attrib["nodeset"]: one.attrib for one in _converted(CROSSED).findall(".//x:bind", NAMESPACES)}

    assert (
        "/data/part_1/c_1_1 = 'not_applicable'" == re.sub(" +", " ", binds["/data/part_1/why_1_1"]["relevant"]).strip()
    )


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("${c_a0}", "a0 $ {c_a0}"),
        ("${", "a0 $ {"),
        ("${no such} thing", "a0 $ {no such} thing"),
        ("instance('levels')/root/item[name='1']/label", "a0 instance ('levels')/root/item[name='1']/label"),
        ("# a *b* _c_ <b>d</b> &amp; [e](f)", "a0 # a *b* _c_ <b>d</b> &amp; [e](f)"),
        ("=1+1", "a0 =1+1"),
        ("two\n\nlines", "a0 two lines"),
        ("a\x01b\uffff", "a0 a\ufffdb\ufffd"),
    ],
)
def test_awkward_texts(title: str, label: str) -> None:
    """A text stays what it is, whatever a form or XML would make of it."""
    form = _converted(_one(title, descriptors=(title,) * 5))

    assert label == form.findtext(".//x:select1/x:label", None, NAMESPACES)
    items = form.findall(".//x:instance[@id='c_a0']//x:item", NAMESPACES)
    assert f"1 Beginning: {label.removeprefix('a0 ')}" == items[0].findtext("x:label", None, NAMESPACES)


def test_parts_without_questions() -> None:
    """A part without questions would be an empty group, so it is left out."""
    framework = attrs.evolve(CROSSED, topics=[Topic("0", "Nothing yet"), *CROSSED.topics])

    assert _rows(CROSSED, "survey") == _rows(framework, "survey")


def test_equal_bytes() -> None:
    """Equal frameworks give equal bytes."""
    assert xlsform(ONE_THEME) == xlsform(attrs.evolve(ONE_THEME))
