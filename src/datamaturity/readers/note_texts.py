"""The texts of a maturity model's notes by id: what stands once, what stands twice, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from datamaturity.errors import Fault
from datamaturity.readers.note_blocks import Section
from datamaturity.readers.note_headings import Named, Terms
from datamaturity.readers.note_pages import Page, Place
from datamaturity.readers.note_steps import Step, steps

__all__ = ["NoteTexts", "listed"]


@attrs.frozen
class _Text:
    place: Place
    text: str


@attrs.define
class NoteTexts:
    r"""
    What notes say, page by page; nothing of it is guessed.

    Attributes:
        terms: The ids and names that headings can name.
        faults: What is wrong, with its place.
        notices: What is not read, with its place.
        titles: Criterion id to title, as far as headings or the pages' names give one.
        level_names: Level number to name, as far as headings or the pages' names give one.
        topic_names: Topic id to name, in the same way.

    Example:
        >>> from datamaturity import load_framework
        >>> from datamaturity.readers.note_pages import parse_page
        >>> texts = NoteTexts(Terms.of(load_framework("seven-themes")))
        >>> texts.read([parse_page("# C1\n## Level 3\nSome do.\n", source="c1.md", faults=[])])
        >>> texts.finish()
        >>> dict(texts.descriptors), texts.sorted_notices()
        ({'C1.3': 'Some do.'}, [])
        >>> print(texts.sorted_faults()[0])
        c1.md line 2: C1.1 and C1.2 are missing; they are expected before C1.3 (line 2)
    """

    terms: Terms
    faults: list[tuple[Place, str]] = attrs.Factory(list)
    notices: list[tuple[Place, str]] = attrs.Factory(list)
    titles: dict[str, str] = attrs.Factory(dict)
    level_names: dict[int, str] = attrs.Factory(dict)
    topic_names: dict[str, str] = attrs.Factory(dict)
    # Everywhere that a descriptor stands, with its text; empty for one that cannot be trusted.
    _found: dict[str, list[_Text]] = attrs.Factory(dict)
    # Names by kind and id; those of headings, and those of files and front matter, which only fill in.
    _named: dict[tuple[str, str | int], list[_Text]] = attrs.Factory(dict)
    _fallback: dict[tuple[str, str | int], str] = attrs.Factory(dict)
    # What a page is about: all of its descriptors should be there.
    _levels: set[int] = attrs.Factory(set)
    _criteria: set[str] = attrs.Factory(set)

    def read(self, pages: Iterable[Page]) -> None:
        """
        Read pages; what they say is complete after ``finish``.

        Args:
            pages: The pages, in their order.
        """
        for page in pages:
            self._page(page)

    def _page(self, page: Page) -> None:
        notices: list[tuple[Place, str]] = []
        titled: list[tuple[Place, str]] = []
        name = ""
        is_read = False
        for step in steps(page, self.terms.name):
            if step.problem:
                self.faults.append((step.place, step.problem))
            is_read = is_read or step.named is not None or bool(step.problem)
            if step.named is not None:
                self._name(step, step.named)
                if step.section is None:
                    name = step.named.id if step.named.kind == "descriptor" else name
                elif step.section.depth and self._has_title(step.named):
                    titled.append((step.place, step.named.rest))
            if step.section is not None and not step.problem:
                self._section(step, step.section, notices)
        if not is_read:
            message = "is not read: neither its name nor a heading names a descriptor, a criterion or a level"
            self.notices.append((page.place(), message))
            return
        if name and page.number not in [one.place.page for one in self._found.get(name, ())]:
            self._doubt(name, page.place(), f"{name} has no text on this page")
        if titled:
            place, rest = titled[0]
            message = f"what stands behind a descriptor's id is not read ({len(titled)} of them): {rest[:60]!r}"
            notices.append((place, message))
        if page.links:
            message = f"links that stand alone are not read ({len(page.links)} of them)"
            notices.append((page.place(page.links[0]), message))
        self.notices += notices

    def _has_title(self, named: Named) -> bool:
        """Return whether something stands behind a descriptor's id that the framework does not say anyway."""
        name = self.terms.levels[named.level] if named.level is not None else ""
        return named.kind == "descriptor" and named.rest.casefold() not in ("", name.casefold())

    def _name(self, step: Step, named: Named) -> None:
        """Keep the title or name that stands behind an id."""
        values = {"criterion": named.criterion, "level": named.level, "topic": named.topic}
        one = values.get(named.kind)
        if one is None or not named.rest:
            return
        if step.section is None:
            self._fallback.setdefault((named.kind, one), named.rest)
        else:
            self._named.setdefault((named.kind, one), []).append(_Text(step.place, named.rest))

    def _section(self, step: Step, section: Section, notices: list[tuple[Place, str]]) -> None:
        """Read the text below a heading."""
        named = step.named
        criteria = list(dict.fromkeys(one.criterion for one in step.above if one.criterion is not None))
        levels = list(dict.fromkeys(one.level for one in step.above if one.level is not None))
        if named is None or named.kind == "topic" or not criteria or not levels:
            if section.text:
                below = f"below {named.id if named else repr(section.heading[:60])}"
                what = f"the text {below if section.depth else 'before the first heading'}"
                notices.append((step.place, f"{what} is not read: it belongs to no descriptor"))
            return
        if not section.text and (named.kind != "descriptor" or not section.depth):
            return
        criterion, level = criteria[-1], levels[-1]
        descriptor_id = f"{criterion}.{level}"
        if len(criteria) > 1 or len(levels) > 1:
            around = [
                one.id for one in step.above if one.criterion not in (None, criterion) or one.level not in (None, level)
            ]
            message = f"{descriptor_id} stands below {listed(around)}, which it does not fit"
            self._doubt(descriptor_id, step.place, message)
        elif not section.text:
            self._doubt(descriptor_id, step.place, f"{descriptor_id} has no text below it")
        else:
            self._found.setdefault(descriptor_id, []).append(_Text(step.place, section.text))
            outer = next(one for one in step.above if one.kind != "topic")
            if outer.kind == "level":
                self._levels.add(level)
            elif outer.kind == "criterion":
                self._criteria.add(criterion)

    def _doubt(self, descriptor_id: str, place: Place, message: str) -> None:
        self.faults.append((place, message))
        self._found.setdefault(descriptor_id, []).append(_Text(place, ""))

    def finish(self, *, whole: bool = False) -> None:
        """
        Find what stands twice, what contradicts itself and what is missing.

        Args:
            whole: Whether every criterion needs all of its levels, if any has one.
        """
        self._names()
        for descriptor_id, found in self._found.items():
            if len(found) > 1:
                first, *others = found
                places = " and on ".join(one.place.seen_from(first.place) for one in others)
                is_same = {one.text for one in found} == {first.text}
                how = ", with the same text; keep one of them" if is_same else "; keep the right one"
                self.faults.append((first.place, f"{descriptor_id} stands here and on {places}{how}"))
        told: set[str] = set()
        for sequence in self._expected(whole=whole):
            self.faults += self._gaps(sequence, told)

    def _expected(self, *, whole: bool) -> Iterator[list[str]]:
        """Yield descriptors that belong together in their order: those of a level, those of a criterion."""
        terms = self.terms
        for number in terms.levels:
            if number in self._levels:
                yield [f"{one}.{number}" for one in terms.criteria]
        standing = [terms.descriptors[one] for one in self._found]
        here = {one for one, _ in standing}
        usual = [number for number in terms.levels if number in {level for _, level in standing}]
        for one in terms.criteria:
            if one in here or (whole and here):
                levels = terms.levels if whole or one in self._criteria else usual
                yield [f"{one}.{number}" for number in levels]

    def _gaps(self, sequence: Sequence[str], told: set[str]) -> Iterator[tuple[Place, str]]:
        """Yield a fault for each stretch of a sequence that is missing, with what stands before and after it."""
        known = [place for place, one in enumerate(sequence) if one in self._found]
        for before, after in zip([-1, *known], [*known, len(sequence)], strict=True):
            missing = [one for one in sequence[before + 1 : after] if one not in told]
            told.update(missing)
            if not missing:
                continue
            at = [self._found[sequence[place]][-1].place for place in (before, after) if 0 <= place < len(sequence)]
            place = at[0] if at else self._somewhere()
            where = []
            if before >= 0:
                where.append(f"after {sequence[before]} ({at[0].seen_from(place)})")
            if after < len(sequence):
                where.append(f"before {sequence[after]} ({at[-1].seen_from(place)})")
            verb = "is missing; it is" if len(missing) == 1 else "are missing; they are"
            expected = f" expected {' and '.join(where)}" if where else " expected on these pages"
            yield place, f"{listed(missing)} {verb}{expected}"

    def _somewhere(self) -> Place:
        first = min(one.place for found in self._found.values() for one in found)
        return Place(first.page, 0, first.source)

    def _names(self) -> None:
        """Take the names over; a fault for those that contradict each other or the scale."""
        kept: dict[tuple[str, str | int], str] = {}
        for (kind, one), found in self._named.items():
            first = found[0]
            others = [other for other in found if other.text.casefold() != first.text.casefold()]
            twins = [number for number, name in self.terms.levels.items() if name.casefold() == first.text.casefold()]
            if others:
                there = others[0].place.seen_from(first.place)
                message = f"{kind} {one} is {first.text!r} here and {others[0].text!r} on {there}; make them agree"
                self.faults.append((first.place, message))
            elif kind == "level" and twins and one not in twins:
                message = f"level {one} is called {first.text!r} here, which is level {twins[0]} in {self.terms.place}"
                self.faults.append((first.place, message))
            else:
                kept[kind, one] = first.text
        kept |= {key: text for key, text in self._fallback.items() if key not in self._named}
        self.titles = {one: kept["criterion", one] for one in self.terms.criteria if ("criterion", one) in kept}
        self.level_names = {one: kept["level", one] for one in self.terms.levels if ("level", one) in kept}
        self.topic_names = {one: kept["topic", one] for one in self.terms.topics if ("topic", one) in kept}

    @property
    def descriptors(self) -> Mapping[str, str]:
        """Descriptor id to text, in framework order: those that stand once, and whose place fits."""
        return {
            one: self._found[one][0].text
            for one in self.terms.descriptors
            if len(self._found.get(one, ())) == 1 and self._found[one][0].text
        }

    def sorted_faults(self) -> list[Fault]:
        """Return the faults in the order of the pages."""
        return [Fault(str(place), message) for place, message in sorted(self.faults, key=_place)]

    def sorted_notices(self) -> list[Fault]:
        """Return the notices in the order of the pages."""
        return [Fault(str(place), message) for place, message in sorted(self.notices, key=_place)]


def _place(one: tuple[Place, str]) -> Place:
    return one[0]


def listed(ids: Sequence[str]) -> str:
    """
    Return ids in words; the first five of more than six.

    Args:
        ids: The ids; one at least.

    Example:
        >>> listed(["4.33", "4.34", "4.35"])
        '4.33, 4.34 and 4.35'
    """
    shown = ids if len(ids) <= 6 else [*ids[:5], f"{len(ids) - 5} more"]
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]
