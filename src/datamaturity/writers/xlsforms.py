"""A framework's questions as an XLSForm, the workbook that ODK, KoboToolbox and others make a form of."""

import re
from collections.abc import Iterator

from datamaturity.criteria import Criterion, CriterionId
from datamaturity.form_layout import (
    DO_NOT_KNOW,
    NOT_APPLICABLE,
    field_names,
    option_text,
    part_title,
    parts,
    question_text,
    reason_field,
    reason_text,
)
from datamaturity.framework import Framework
from datamaturity.writers.tables import Table
from datamaturity.writers.workbook import to_xlsx

__all__ = ["xlsform"]

# The list of choices of all criteria without texts of their own.
_LEVELS = "levels"
_NOT_APPLICABLE, _DO_NOT_KNOW = "not_applicable", "do_not_know"
# What XML has no place for.
_NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xlsform(framework: Framework) -> bytes:
    """
    Return a framework's questions as an XLSForm: a group for each topic, or theme, and a choice for each criterion.

    Where somebody chooses *not applicable*, the form asks why. Questions are called as `field_names` says, choices by
    their level's number, ``not_applicable`` and ``do_not_know``.

    Args:
        framework: The framework; its id and version are those of the form.

    Returns:
        An ``.xlsx`` file; equal frameworks give equal bytes.

    Raises:
        FaultsError: A text is longer than a cell of a workbook holds.
        MissingExtraError: The library XlsxWriter is not installed (extra ``excel``).

    Example:
        >>> from datamaturity import load_framework
        >>> xlsform(load_framework("seven-themes"))[:2]
        b'PK'

    Source:
        XLSForm.org, the specification of the format: sheets ``survey``, ``choices`` and ``settings``.
    """
    fields = {criterion_id: name for name, criterion_id in field_names(framework).items()}
    settings = {
        "form_title": _label(framework.title),
        # One form for each version, since the answers belong to one.
        "form_id": re.sub(r"[^A-Za-z0-9_-]+", "_", f"{framework.id}-{framework.version}"),
        "version": _label(framework.version),
    }
    return to_xlsx(
        {
            "survey": Table(["type", "name", "label", "relevant"], _survey(framework, fields)),
            "choices": Table(["list_name", "name", "label"], _choices(framework, fields)),
            "settings": Table.of([settings]),
        }
    )


def _survey(framework: Framework, fields: dict[CriterionId, str]) -> Iterator[dict[str, str]]:
    for place, group in enumerate(parts(framework), 1):
        yield {"type": "begin_group", "name": f"part_{place}", "label": _label(part_title(group))}
        for one in map(framework.criterion, group.criteria):
            name = fields[one.id]
            yield {"type": f"select_one {_list_name(one, name)}", "name": name, "label": _label(question_text(one))}
            yield {
                "type": "text",
                "name": reason_field(name),
                "label": _label(reason_text(one)),
                "relevant": f"${{{name}}} = '{_NOT_APPLICABLE}'",
            }
        yield {"type": "end_group"}


def _choices(framework: Framework, fields: dict[CriterionId, str]) -> Iterator[dict[str, str]]:
    lists = {_list_name(one, fields[one.id]): one.descriptors for one in framework.criteria}
    for name, descriptors in lists.items():
        texts = descriptors or ("",) * len(framework.scale)
        for level, text in zip(framework.scale, texts, strict=True):
            yield {"list_name": name, "name": str(level.number), "label": _label(option_text(level, text))}
        yield {"list_name": name, "name": _NOT_APPLICABLE, "label": NOT_APPLICABLE}
        yield {"list_name": name, "name": _DO_NOT_KNOW, "label": DO_NOT_KNOW}


def _list_name(criterion: Criterion, field_name: str) -> str:
    return field_name if criterion.descriptors else _LEVELS


def _label(text: str) -> str:
    """Return a text on one line, as a label that a form shows as it stands."""
    plain = _NO_XML.sub("\ufffd", " ".join(text.split()))
    # A form puts an answer in the place of ${name}, and what it finds in the place of instance(…).
    return plain.replace("${", "$ {").replace("instance(", "instance (")
