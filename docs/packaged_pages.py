"""
What the pages take from the library itself whenever they are built, so that it cannot grow old.

It knows no Sphinx: text goes in and Markdown comes out, and conf.py puts it in its place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from doctest import DocTestParser
from html import escape
from io import StringIO

from datamaturity import (
    Criterion,
    Crosswalk,
    Framework,
    Group,
    Plan,
    Relation,
    list_crosswalks,
    list_frameworks,
    list_plans,
    load_crosswalk,
    load_framework,
    load_plan,
)
from datamaturity.errors import counted
from datamaturity.reports.renderers.markdown import escaped_markdown

__all__ = ["drawn_by", "packaged_data"]


def drawn_by(page: str) -> str:
    """Run a page's first example and return the picture that it leaves under the name ``picture``, as HTML."""
    found = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    if found is None:
        message = "the page has no example to take a picture from"
        raise ValueError(message)
    names: dict[str, object] = {}
    with redirect_stdout(StringIO()):
        for example in DocTestParser().get_examples(found[1]):
            exec(compile(example.source, "<page>", "exec"), names)  # noqa: S102 - the page is ours
    return f"```{{raw}} html\n<figure>{names['picture']}</figure>\n```\n"


def packaged_data() -> str:
    """Return all that is packaged, as Markdown: frameworks, crosswalks and plans."""
    frameworks = [load_framework(one.id, version=one.version) for one in list_frameworks()]
    lines = ["## Frameworks", ""]
    lines += _table(
        ("framework", "version", "title", "topics", "themes", "criteria", "levels"),
        (
            (
                _linked(one.id),
                one.version,
                one.title,
                len(one.topics),
                len(one.themes),
                len(one.criteria),
                len(one.scale),
            )
            for one in frameworks
        ),
    )
    for framework in frameworks:
        lines += _framework(framework)
    lines += ["", "## Crosswalks", ""]
    for name in list_crosswalks():
        lines += _crosswalk(name, load_crosswalk(name))
    lines += ["", "## Plans", ""]
    for name in list_plans():
        lines += _plan(load_plan(name))
    return "\n".join(lines) + "\n"


def _framework(framework: Framework) -> Iterator[str]:
    yield from ("", f"### {framework.id}", "", f"{_text(framework.title)}, version {_text(framework.version)}.", "")
    yield from _table(
        ("field", "value"),
        (
            ("publisher", framework.publisher),
            ("source", _address(framework.source)),
            ("structure", framework.attribution),
            ("licence of the structure", framework.structure_licence),
            ("licence of the wording", framework.wording_licence),
            ("rule, where none is asked for", str(framework.default_rule)),
            ("overall score", "published" if framework.publishes_overall else "none, unless asked for"),
            ("weights", "all 1" if {one.weight for one in framework.criteria} == {1} else "as in the tables below"),
        ),
    )
    yield ""
    has_values = any(level.value != level.number for level in framework.scale)
    yield from _table(
        ("level", "name", *(["value"] if has_values else []), "what it means"),
        (
            (level.number, level.name, *([level.value] if has_values else []), level.summary)
            for level in framework.scale
        ),
    )
    if framework.topics and framework.themes:
        yield from ("", "How many criteria stand in each topic and theme:", "")
        yield from _table(("topic", *(theme.name for theme in framework.themes), "all"), _counts(framework))
    for group in framework.topic_groups or framework.theme_groups:
        inside = [framework.criterion(one) for one in group.criteria]
        yield from _folded(f"{group.label}: {counted(len(inside), 'criterion')}", _criteria(framework, group, inside))


def _counts(framework: Framework) -> Iterator[Sequence[object]]:
    counts = Counter((one.topic, one.theme) for one in framework.criteria)
    for topic in framework.topics:
        row = [counts[topic.id, theme.id] for theme in framework.themes]
        yield (f"{topic.id} {topic.name}", *(count or "·" for count in row), sum(row))
    columns = [sum(counts[topic.id, theme.id] for topic in framework.topics) for theme in framework.themes]
    yield ("all", *columns, sum(columns))


def _criteria(framework: Framework, group: Group, inside: Sequence[Criterion]) -> Iterator[str]:
    whole = framework.topic(group.topic) if group.topic is not None else framework.theme(group.theme or "")
    if whole.description:
        yield from (_text(whole.description), "")
    is_grid = bool(framework.topics and framework.themes)
    is_weighted = {one.weight for one in framework.criteria} != {1}
    yield from _table(
        ("id", "title", *(["theme"] if is_grid else []), *(["weight"] if is_weighted else [])),
        (
            (
                one.id,
                one.title,
                *([framework.theme(one.theme or "").name] if is_grid else []),
                *([one.weight] if is_weighted else []),
            )
            for one in inside
        ),
    )


def _crosswalk(name: str, crosswalk: Crosswalk) -> Iterator[str]:
    relations = Counter(link.relation for link in crosswalk.links)
    told = [f"{relations[one]} {one.value}" for one in Relation if relations[one]]
    source, target = crosswalk.source, crosswalk.target
    yield from (f"### {name}", "", f"{_text(crosswalk.title)}, version {_text(crosswalk.version)}.", "")
    yield from _table(
        ("field", "value"),
        (
            ("from", f"{source.id} {source.version}"),
            ("to", f"{target.id} {target.version}"),
            ("links", f"{len(crosswalk.links)}: {', '.join(told)}"),
            ("linked", f"{len({one.source for one in crosswalk.links})} of {len(source.criteria)} criteria"),
            ("lead to", f"{len({one.target for one in crosswalk.links})} of {len(target.criteria)} criteria"),
            ("licence", crosswalk.licence),
        ),
    )
    links = _table(
        ("from", "relation", "to", "why"),
        (
            (
                f"{one.source} {source.criterion(one.source).title}",
                one.relation.value,
                f"{one.target} {target.criterion(one.target).title}",
                one.reason,
            )
            for one in crosswalk.links
        ),
    )
    yield from _folded(f"All {len(crosswalk.links)} links", links)
    if crosswalk.unlinked:
        lines = _table(("without a link", "why"), crosswalk.unlinked.items())
        yield from _folded(f"{counted(len(crosswalk.unlinked), 'criterion')} without a link", lines)
    yield ""


def _plan(plan: Plan) -> Iterator[str]:
    goals = sum(len(theme.goals) for theme in plan.themes)
    yield from (f"### {plan.id}", "", f"{_text(plan.title)}.", "", _text(plan.vision.goal), "")
    yield from _table(
        ("horizon", "actions"),
        ((one.name, sum(action.horizon == one.id for action in plan.actions)) for one in plan.horizons),
    )
    yield from ("", f"{counted(len(plan.themes), 'theme')}, {counted(goals, 'goal')}:", "")
    yield from _table(
        ("theme", "objective", "goals"),
        ((one.name, one.objective, "; ".join(goal.name for goal in one.goals)) for one in plan.themes),
    )
    actions = _table(
        ("number", "action", "theme", "horizon"),
        ((one.number or "", one.text, one.theme or "", one.horizon or "") for one in plan.actions),
    )
    yield from _folded(f"All {counted(len(plan.actions), 'action')}", actions)


def _folded(summary: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield lines that a reader opens; without a script, and open to a search in the page."""
    yield from ("", f"<details><summary>{escape(summary)}</summary>", "", *lines, "", "</details>", "")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    for row in rows:
        yield _row([one if isinstance(one, _Markdown) else _text(str(one)) for one in row])


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


class _Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


def _linked(name: str) -> _Markdown:
    return _Markdown(f"[{name}](#{name})")


def _address(text: str) -> str:
    return _Markdown(f"<{text}>") if text.startswith("https://") else text


def _text(text: str) -> str:
    return escaped_markdown(text)
