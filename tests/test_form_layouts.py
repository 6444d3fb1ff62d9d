"""What exports of form services look like beside their questions."""

import pytest

from datamaturity.readers.form_layouts import FORM_LAYOUTS, LAYOUTS, detected

MICROSOFT = ["id", "start time", "completion time", "email", "name", "last modified time", "4.33 some question"]
GOOGLE = ["timestamp", "email address", "4.33 some question"]
CENTRAL = ["submissiondate", "part_1-c_4_33", "meta-instanceid", "key", "submitterid", "formversion"]
KOBO = ["start", "end", "part_1/c_4_33", "_id", "_uuid", "_submission_time", "_validation_status", "_index"]


@pytest.mark.parametrize(
    ("names", "layout"),
    [
        (MICROSOFT, "microsoft-forms"),
        (MICROSOFT[:3], "microsoft-forms"),
        (GOOGLE, "google-forms"),
        (["timestamp", "username", "x"], "google-forms"),
        (CENTRAL, "odk"),
        (KOBO, "odk"),
        (["c_4_33", "__version__"], "odk"),
        (["c_4_33", "instanceid"], "odk"),
        (["c_4_33", "meta/instanceid"], "odk"),
    ],
)
def test_service_is_found_out(names: list[str], layout: str) -> None:
    """The columns that a service adds show which it is, in any order."""
    found, backwards = detected(names), detected(names[::-1])

    assert found is not None
    assert layout == found.id
    assert found == backwards


@pytest.mark.parametrize("names", [[], ["criterion", "answer"], ["respondent", "4.33"], ["id", "start time"], ["name"]])
def test_other_tables_are_none(names: list[str]) -> None:
    """A table without such columns, or with some of them, is no form's export."""
    assert detected(names) is None


def test_ids() -> None:
    """Each layout stands under its own id, and the two plain ones come first."""
    assert ("long", "wide", *FORM_LAYOUTS) == LAYOUTS
    assert [*FORM_LAYOUTS] == [one.id for one in FORM_LAYOUTS.values()]


@pytest.mark.parametrize("layout", FORM_LAYOUTS.values(), ids=list(FORM_LAYOUTS))
def test_names_are_compared_as_they_are_read(layout: object) -> None:
    """Every name is in lower case and without blanks around it, as the readers compare them."""
    found = FORM_LAYOUTS[layout.id]  # type: ignore[attr-defined]
    names = {*found.passed_over, *(name for marks in found.marks for name in marks), *found.respondent}

    assert names == {name.strip().casefold() for name in names}


def test_who_responded_is_no_question() -> None:
    """The columns that say who responded are passed over as questions."""
    for layout in FORM_LAYOUTS.values():
        assert {*layout.respondent} <= layout.passed_over
