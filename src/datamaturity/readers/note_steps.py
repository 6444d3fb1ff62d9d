"""The way through a page of notes: each heading with what it names and what it stands below."""

from collections.abc import Callable, Iterator

import attrs

from datamaturity.readers.note_blocks import Section
from datamaturity.readers.note_headings import Named, named_by, shown
from datamaturity.readers.note_pages import Page, Place

__all__ = ["Step", "steps"]


@attrs.frozen
class Step:
    """
    One heading on the way through a page, and what it stands below.

    Attributes:
        place: The heading's place.
        section: The section; `None` for the page's own name.
        named: What it names; `None` where that is nothing.
        above: What it stands in, outermost first, itself last if it names something.
        problem: Why it is not clear what it names; empty where it is.
    """

    place: Place
    section: Section | None
    named: Named | None
    above: tuple[Named, ...]
    problem: str = ""


def steps(page: Page, name: Callable[..., Named | None]) -> Iterator[Step]:
    r"""
    Yield every heading of a page with what it stands below; the names of the page come first.

    A page is about what its file's name and its title name. Below a heading stands all that follows, up to a heading
    of less depth, or of the same depth that names a thing of the same kind, or nothing: people write ``# Level 4`` and
    ``# 4.33`` below it. A descriptor ends with the next heading of its depth.

    Args:
        page: The page.
        name: ``Terms.name``, or what takes its place.

    Example:
        >>> from datamaturity import load_framework
        >>> from datamaturity.readers.note_headings import Terms
        >>> from datamaturity.readers.note_pages import parse_page
        >>> page = parse_page("# C1\n## Level 3\nSome do.\n", source="c1.md", faults=[])
        >>> [step.named.id for step in steps(page, Terms.of(load_framework("seven-themes")).name) if step.named]
        ['C1', 'level 3']
    """
    stack: list[tuple[int, Named]] = []
    title, line = page.front.get("title", ("", 0))
    for depth, text, at in ((-1, page.name, 0), (0, title, line)):
        named, problem = _try(text, name, in_criterion=False)
        stack += [] if named is None else [(depth, named)]
        if named is not None or problem:
            yield Step(page.place(at), None, named, _above(stack), problem)
    about = stack[-1][1] if stack and stack[-1][1].kind in ("criterion", "descriptor", "id") else None
    for number, section in enumerate(page.sections):
        if not section.depth:
            yield Step(page.place(section.line), section, stack[-1][1] if stack else None, _above(stack))
            continue
        inside = any(one.kind in ("criterion", "id") and depth < section.depth for depth, one in stack)
        named, problem = _try(section.heading, name, in_criterion=inside)
        if number == 1 and section.depth == 1 and about and not named and not problem and not page.sections[0].text:
            # 4.33.md with the heading "Knowing the data you have": the page's title, not a part of it.
            named = attrs.evolve(about, rest="" if about.kind == "descriptor" else shown(section.heading)[0])
        stack = stack[: _kept(stack, section.depth, named, is_problem=bool(problem))]
        stack += [] if named is None else [(section.depth, named)]
        yield Step(page.place(section.line), section, named, _above(stack), problem)


def _above(stack: list[tuple[int, Named]]) -> tuple[Named, ...]:
    return tuple(one for _, one in stack)


def _kept(stack: list[tuple[int, Named]], depth: int, named: Named | None, *, is_problem: bool) -> int:
    """Return how many of the headings above a new one it stands below."""
    if is_problem:
        # An id that there is not: the level that it stands below still holds for those after it.
        ended = {"criterion", "descriptor", "id"}
    else:
        ended = {"descriptor", named.kind} if named else {"descriptor", "criterion", "level", "topic", "id"}
    for place, (other, one) in enumerate(stack):
        if other > depth or (other == depth and one.kind in ended):
            return place
    return len(stack)


def _try(text: str, name: Callable[..., Named | None], *, in_criterion: bool) -> tuple[Named | None, str]:
    try:
        return named_by(text, lambda one: name(one, in_criterion=in_criterion)), ""
    except ValueError as error:
        return None, str(error)
