"""A declaration as plain text: where each partner stands, what they lack together, who could help whom."""

from collections.abc import Iterator
from functools import partial
from textwrap import wrap

from datamaturity.errors import counted
from datamaturity.pledges import Declaration
from datamaturity.reports.figures import stage_text
from datamaturity.reports.tables import table
from datamaturity.stages import Rule

__all__ = ["declaration_text"]

_wrap = partial(wrap, width=100, break_on_hyphens=False, break_long_words=False)


def declaration_text(declaration: Declaration, *, rule: Rule | str | None = None) -> str:
    """
    Return a declaration as plain text.

    Args:
        declaration: The declaration.
        rule: As in `score`.
    """
    return "\n".join(_lines(declaration, rule)) + "\n"


def _lines(declaration: Declaration, rule: Rule | str | None) -> Iterator[str]:
    framework = declaration.framework
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    silent = [one.organisation for one in declaration.signatories if one.assessment is None]
    yield f"{counted(len(declaration.signatories), 'signatory')}; {framework.scale.span}"
    yield f"Stages by the rule {rule or framework.default_rule}"
    yield ""
    rows = [["", "Signed", *(topic.id for topic in framework.topics)]]
    for organisation, stages in declaration.standings(rule=rule).items():
        signed_on = declaration.signatory(organisation).signed_on
        cells = [stage_text(stages[topic.id]) if topic.id in stages else "." for topic in framework.topics]
        rows.append([organisation, str(signed_on or "-"), *cells])
    yield from table(rows)
    yield ". not signed up to; - no stage"
    yield ""
    for topic in framework.topics:
        yield f"{topic.id}: {topic.name}"
    if silent:
        yield ""
        yield from _wrap(f"Without a word of where they stand: {', '.join(silent)}", subsequent_indent="  ")
    yield ""
    lacking = declaration.lacking
    yield f"Not in place everywhere ({len(lacking) or 'none'}), what fewest have first"
    levels = [level.name for level in framework.scale]
    if lacking:
        rows = [["", "", *levels, "Not said"]]
        rows += [[f"  {one.criterion}", one.title, *map(str, one.level_counts), str(one.open_count)] for one in lacking]
        yield from table(rows, right=frozenset(range(2, len(rows[0]))))
    helps = declaration.who_can_help
    yield ""
    yield f"Who could help whom ({len(helps) or 'none'})"
    for found in helps:
        text = f"{found.criterion} {found.title}: {', '.join(found.helpers)} → {', '.join(found.helped)}"
        yield from _wrap(text, initial_indent="  ", subsequent_indent="    ")
