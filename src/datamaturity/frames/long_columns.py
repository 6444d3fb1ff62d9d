"""Which column is which in a long frame, and what is wrong with such columns."""

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from datamaturity.errors import Fault
from datamaturity.frames.expressions import FAULTS
from datamaturity.frames.opening import no_column
from datamaturity.framework import Framework
from datamaturity.validators import is_text

__all__ = ["LongColumns", "column_faults"]


def _names(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@attrs.frozen
class LongColumns:
    """
    The columns of a long frame, which has a row for each answer.

    Attributes:
        assessment: What tells assessments apart, one column or several, such as organisation and year; none is null.
        criterion: The criterion's id, as text.
        level: The level's number; a row where it is null says nothing, as one that is not there.
        not_applicable: A column that is true where the criterion does not apply, and the level null; `None` where there
            is none.

    Example:
        >>> LongColumns(("org", "year"), level="score").assessment
        ('org', 'year')
    """

    assessment: tuple[str, ...] = attrs.field(
        default=("assessment",), converter=_names, validator=attrs.validators.deep_iterable(is_text)
    )
    criterion: str = attrs.field(default="criterion", validator=is_text, kw_only=True)
    level: str = attrs.field(default="level", validator=is_text, kw_only=True)
    not_applicable: str | None = attrs.field(default=None, validator=attrs.validators.optional(is_text), kw_only=True)

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every column that is read."""
        mask = () if self.not_applicable is None else (self.not_applicable,)
        return (*self.assessment, self.criterion, self.level, *mask)


def column_faults(framework: Framework, schema: Mapping[str, Any], long: LongColumns) -> Iterator[Fault]:
    """Yield what is wrong with the columns of a long frame, by their names and types."""
    for name in dict.fromkeys(long.all_names):
        if long.all_names.count(name) > 1:
            yield Fault(f"column {name}", "is said to be two things of a long frame")
        if name not in schema:
            yield Fault("long", no_column(name, schema))
    if not long.assessment:
        yield Fault("long", "names no column that tells assessments apart")
    for name in long.assessment:
        if name in {*framework.criterion_ids, FAULTS}:
            yield Fault(f"column {name}", "is named like a column of the wide frame; rename it")
    wanted = {
        long.criterion: (("String", "Categorical", "Enum"), "the ids of criteria are text"),
        long.not_applicable: (("Boolean",), "where a criterion does not apply is true or false"),
    }
    for one, (types, what) in wanted.items():
        if one is not None and one in schema and str(schema[one]).split("(")[0] not in types:
            yield Fault(f"column {one}", f"holds {schema[one]}; {what}")
    if long.level in schema and not schema[long.level].is_numeric():
        yield Fault(f"column {long.level}", f"holds {schema[long.level]}; a column of answers holds levels' numbers")
