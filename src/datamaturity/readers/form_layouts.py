"""What exports of form services look like beside their questions: data, so that another service is another entry."""

from collections.abc import Collection

import attrs

from datamaturity.readers.sheets import Sheet
from datamaturity.readers.table import Table

__all__ = ["FORM_LAYOUTS", "LAYOUTS", "FormLayout", "column_names", "detected"]


@attrs.frozen
class FormLayout:
    """
    The layout of one service's export.

    Attributes:
        id: What to call it.
        title: What people call it.
        marks: Sets of columns, in lower case; where all of one set are there, it is this layout.
        about: The columns about a response, in lower case, which are no questions.
        respondent: Those of them that may say who responded, the best first.
        repeats: What stands before a question's text in columns that repeat it.
        is_named: Whether columns have the names of an XLSForm's fields, maybe behind those of their groups.
    """

    id: str
    title: str
    marks: tuple[frozenset[str], ...]
    about: frozenset[str]
    respondent: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    is_named: bool = False

    @property
    def passed_over(self) -> frozenset[str]:
        """The columns that are no questions, those that may say who responded among them."""
        return self.about | {*self.respondent}


def _names(text: str) -> frozenset[str]:
    return frozenset(one.strip() for one in text.split(","))


FORM_LAYOUTS = {
    one.id: one
    for one in (
        FormLayout(
            "microsoft-forms",
            "an export of Microsoft Forms",
            marks=(_names("id, start time, completion time"),),
            about=_names(
                "id, start time, completion time, last modified time, total points, quiz feedback, grade posted time, "
                "language"
            ),
            respondent=("email", "name"),
            repeats=("points - ", "feedback - "),
        ),
        FormLayout(
            "google-forms",
            "an export of Google Forms",
            marks=(_names("timestamp"),),
            about=_names("timestamp, score"),
            respondent=("email address", "username"),
        ),
        FormLayout(
            "odk",
            "an export of ODK or KoboToolbox",
            marks=tuple(
                _names(one)
                for one in (
                    "_uuid",
                    "__version__",
                    "_submission_time",
                    "submissiondate",
                    "meta/instanceid",
                    "meta-instanceid",
                    "instanceid",
                    "formhub/uuid",
                )
            ),
            about=_names(
                "start, end, today, deviceid, subscriberid, simserial, phonenumber, username, email, audit, key, "
                "__version__, _version_, _version__001, _id, _uuid, _submission_time, _validation_status, _notes, "
                "_status, _submitted_by, _tags, _index, _geolocation, _attachments, _xform_id_string, formhub/uuid, "
                "meta/instanceid, meta-instanceid, instanceid, meta/instancename, meta-instancename, instancename, "
                "meta/rootuuid, meta/deprecatedid, meta/audit, meta-audit, submissiondate, submitterid, submittername, "
                "attachmentspresent, attachmentsexpected, status, reviewstate, edits, formversion"
            ),
            is_named=True,
        ),
    )
}
"""The exports of forms that are known, by their names."""

LAYOUTS = ("long", "wide", *FORM_LAYOUTS)
"""The names of all layouts that a table may have."""


def detected(names: Collection[str]) -> FormLayout | None:
    """
    Return the layout that a table's columns show; `None` where they show none.

    Args:
        names: The columns' names, in lower case.

    Example:
        >>> detected(["id", "start time", "completion time", "email", "name", "4.33 …"]).id
        'microsoft-forms'
    """
    given = {*names}
    return next((one for one in FORM_LAYOUTS.values() if any(marks <= given for marks in one.marks)), None)


def column_names(sheet: Sheet) -> list[str]:
    r"""
    Return the names of a table's columns in lower case, cut where a form service's own columns say so.

    Args:
        sheet: The table.

    Example:
        >>> from datamaturity.readers.sheets import CsvText
        >>> column_names(CsvText("Criterion,Answer\nC1,3\n", "answers.csv"))
        ['criterion', 'answer']
    """
    known = frozenset().union(*(one.passed_over.union(*one.marks) for one in FORM_LAYOUTS.values()))
    return Table(sheet, (), sorted(known)).names()
