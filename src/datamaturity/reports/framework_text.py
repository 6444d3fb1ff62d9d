"""Frameworks and criteria as plain text."""

from collections.abc import Iterable, Iterator
from functools import partial
from textwrap import wrap
from typing import TYPE_CHECKING

from datamaturity.reports.renderers.text_table import table

if TYPE_CHECKING:
    # Only for their names: a list of frameworks is made without loading any.
    from datamaturity.framework import Framework
    from datamaturity.packaged import FrameworkInfo

__all__ = ["criterion_text", "framework_list_text", "framework_text"]

_wrap = partial(wrap, width=100, break_on_hyphens=False, break_long_words=False)


def framework_list_text(frameworks: "Iterable[FrameworkInfo]") -> str:
    """
    Return a line for each framework: id, version, counts and title.

    Args:
        frameworks: What is known of each, as `list_frameworks` returns it.

    Example:
        >>> from datamaturity import list_frameworks
        >>> print(framework_list_text(list_frameworks()).splitlines()[0].split()[0])
        Id
    """
    rows = [["Id", "Version", "Criteria", "Topics", "Themes", "Levels", "Title"]]
    rows += [
        [
            info.id,
            info.version,
            str(info.criterion_count),
            str(info.topic_count),
            str(info.theme_count),
            str(info.level_count),
            info.title,
        ]
        for info in frameworks
    ]
    return "\n".join(table(rows, right=frozenset({2, 3, 4, 5}))) + "\n"


def framework_text(framework: "Framework") -> str:
    """
    Return a framework as text: where it is from, its licences, levels, themes, topics and criteria.

    Args:
        framework: The framework.

    Example:
        >>> from datamaturity import load_framework
        >>> print(framework_text(load_framework("seven-themes")).splitlines()[0])
        Seven Themes of Data Maturity, version 1 (seven-themes)
    """
    return "\n".join(_framework_lines(framework)) + "\n"


def _framework_lines(framework: "Framework") -> Iterator[str]:
    yield f"{framework.title}, version {framework.version} ({framework.id})"
    yield from _facts(
        {
            "Publisher": framework.publisher,
            "Source": framework.source,
            **_terms(framework),
            "Default rule": str(framework.default_rule),
            "Overall score": "published" if framework.publishes_overall else "not published",
        }
    )
    yield ""
    yield "Levels"
    for level in framework.scale:
        value = "" if level.value == level.number else f" (counts {level.value})"
        yield from _entry(f"{level}{value}", level.summary)
    for heading, parts in (("Themes", framework.themes), ("Topics", framework.topics)):
        if parts:
            yield ""
            yield heading
            for part in parts:
                yield from _entry(
                    f"{part.id} {part.name}" if part.id != part.name.lower() else part.name, part.description
                )
    yield ""
    yield "Criteria"
    names = {theme.id: theme.name for theme in framework.themes}
    rows = [[f"  {one.id}", one.title, names.get(one.theme, "") if one.theme else ""] for one in framework.criteria]
    yield from table(rows)


def _terms(framework: "Framework") -> dict[str, str]:
    """Return whose ids, titles and texts are, and who may use them."""
    return {
        "Structure": framework.structure_licence,
        "Attribution": framework.attribution,
        "Wording": framework.wording_licence,
    }


def _facts(facts: dict[str, str]) -> Iterator[str]:
    for name, fact in facts.items():
        if fact:
            yield from _wrap(f"{name}: {fact}", subsequent_indent="  ")


def criterion_text(framework: "Framework", criterion_id: str) -> str:
    """
    Return a criterion as text: topic, theme, weight, and what each level looks like.

    Args:
        framework: The framework.
        criterion_id: The criterion's id.

    Raises:
        UnknownIdError: The framework has no such criterion.

    Example:
        >>> from datamaturity import load_framework
        >>> print(criterion_text(load_framework("data-declaration"), "sharing.1").splitlines()[0])
        sharing.1 Joint projects with a clear purpose
    """
    criterion = framework.criterion(criterion_id)
    lines = [f"{criterion.id} {criterion.title}"]
    if criterion.topic is not None:
        lines.append(f"Topic: {criterion.topic} {framework.topic(criterion.topic).name}")
    if criterion.theme is not None:
        lines.append(f"Theme: {framework.theme(criterion.theme).name}")
    if criterion.weight != 1:
        lines.append(f"Weight: {criterion.weight}")
    for descriptor in framework.descriptors_of(criterion_id):
        lines += ["", *_entry(str(descriptor.level), descriptor.text)]
    terms = [*_facts(_terms(framework))]
    if terms:
        lines += ["", *terms]
    return "\n".join(lines) + "\n"


def _entry(name: str, text: str) -> list[str]:
    return [
        f"  {name}",
        *_wrap(
            text,
            initial_indent="    ",
            subsequent_indent="    ",
        ),
    ]
