"""Which answer an option of a form is: by the number that it starts with, a level's name, or a descriptor."""

import re
from collections.abc import Iterable, Iterator

import attrs

from datamaturity.assessment import AnswerState
from datamaturity.errors import did_you_mean
from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, option_text
from datamaturity.framework import Framework
from datamaturity.readers.answer_text import parse_answer_text
from datamaturity.readers.plain_text import folded, quoted
from datamaturity.wording import Wording

__all__ = ["Options"]

_NUMBERED = re.compile(r"[\[(]?(\d{1,9})[\])]?\s*(?:[.:)–—-]\s*|\s+)(\S.*)", re.ASCII | re.DOTALL)
# What people name the choices of an XLSForm, where names have no blanks.
_SHORT = {
    "na": AnswerState.NOT_APPLICABLE,
    "not_applicable": AnswerState.NOT_APPLICABLE,
    "dk": AnswerState.DO_NOT_KNOW,
    "dont_know": AnswerState.DO_NOT_KNOW,
    "do_not_know": AnswerState.DO_NOT_KNOW,
}
_SECOND_NUMBER = re.compile(r"(?:to|or|and)?[\s.:)–—,;/-]*\d+(?:\W.*)?", re.DOTALL)
_BETWEEN = re.compile(r"[,;|/]|(?<=\s)(?=\d)")
_NUMBER = re.compile(r"-?\d+([.,]\d+)?")


@attrs.frozen(init=False)
class Options:
    """
    The options that a criterion's answer may be given in.

    Attributes:
        framework: The framework.
    """

    framework: Framework
    _frameworks: tuple[Framework, ...]
    _texts: dict[str, dict[str, tuple[int, ...]]]
    _ours: dict[str, dict[str, int]]

    def __init__(self, framework: Framework, wordings: Iterable[Wording] = ()) -> None:
        said = (framework, *(framework.with_wording(one) for one in wordings))
        self.__attrs_init__(framework, said, {}, {})  # pyright: ignore[reportAttributeAccessIssue]

    def answer(self, text: str, criterion_id: str, *, near: bool = True) -> tuple[AnswerState, int | None]:
        """
        Return the state, and the level's number if there is one, that an option stands for.

        Args:
            text: The option: a level's number with or without text behind it, its name, its descriptor for this
                criterion, or its name and descriptor; *not applicable*, *do not know*, or nothing.
            criterion_id: The criterion.
            near: Whether to seek the closest where there is none, which takes a while.

        Raises:
            ValueError: It is none of these, or two of them; the message names the closest.

        Example:
            >>> from datamaturity import load_framework
            >>> Options(load_framework("uk-government-dma")).answer("3 – we do some of it", "4.33")
            (AnswerState.LEVEL, 3)
        """
        given = folded(text)
        if not given:
            return AnswerState.UNANSWERED, None
        if given in _SHORT:
            return _SHORT[given], None
        if given in self._written(criterion_id):
            return AnswerState.LEVEL, self._written(criterion_id)[given]
        if _NUMBER.fullmatch(given):
            return parse_answer_text(text, self.framework.scale)
        numbered = _NUMBERED.fullmatch(given)
        if numbered and int(numbered[1]) in self._whole(numbered[2], criterion_id):
            # What starts with a number goes by it, whatever other text it may be as a whole.
            return AnswerState.LEVEL, int(numbered[1])
        found = {*self._levels(criterion_id).get(given, ()), *self._parsed(text)}
        if None in found:
            return parse_answer_text(text, self.framework.scale)
        levels = [level for level in self.framework.scale if level.number in found]
        if len(levels) == 1:
            return AnswerState.LEVEL, levels[0].number
        if levels:
            names = " and ".join(map(str, levels))
            message = f"{quoted(text)} is the text of {names}; let it start with the level's number"
            raise ValueError(message)
        return AnswerState.LEVEL, self._leading(text, given, numbered, criterion_id, near=near)

    def _parsed(self, text: str) -> Iterator[int | None]:
        """Yield what a text is as a level's name, in any of the wordings; `None` for an answer without a level."""
        for said in self._frameworks:
            try:
                yield parse_answer_text(text, said.scale)[1]
            except ValueError:
                continue

    def _leading(self, text: str, given: str, numbered: re.Match[str] | None, criterion_id: str, *, near: bool) -> int:
        """Return the level of a text that is no option as a whole: that of the number that it starts with."""
        scale = self.framework.scale
        # A range, a day or a time starts with a number as well.
        if numbered is None or _SECOND_NUMBER.fullmatch(numbered[2]):
            close = did_you_mean(self._close(given, criterion_id) if near else [])
            message = f"{quoted(text)} is none of its options{close or f'; {scale.span}'}"
            raise ValueError(message)
        number = int(numbered[1])
        if number not in scale:
            message = f"{quoted(text)}: level {number} is off the scale; {scale.span}"
            raise ValueError(message)
        said = self._levels(criterion_id).get(numbered[2]) or self._named(numbered[2])
        others = [one for one in (*said, *self._listed(numbered[2], criterion_id)) if one != number]
        if others and number not in self._levels(criterion_id).get(numbered[2], ()):
            message = f"{quoted(text)} names two levels: its number is {number}, its text that of level {others[0]}"
            raise ValueError(message)
        return number

    def _whole(self, text: str, criterion_id: str) -> tuple[int, ...]:
        """Return the levels that a text is the descriptor of, or the name of, from its first word to its last."""
        named = tuple(level.number for said in self._frameworks for level in said.scale if folded(level.name) == text)
        return (*self._levels(criterion_id).get(text, ()), *named)

    def _listed(self, text: str, criterion_id: str) -> Iterator[int]:
        """Yield the levels of further options in a text: several were chosen, and the form has put them in one cell."""
        for piece in _BETWEEN.split(text):
            number = _NUMBERED.fullmatch(piece.strip())
            if number and int(number[1]) in (*self._whole(number[2], criterion_id), *self._named(number[2])):
                yield int(number[1])
            elif _NUMBER.fullmatch(piece.strip()) or not number:
                yield from (one for one in self._parsed(piece) if one is not None)

    def _written(self, criterion_id: str) -> dict[str, int]:
        """Return the options as our own questionnaires have them, with their numbers."""
        if criterion_id not in self._ours:
            found: dict[str, list[int]] = {}
            for said in self._frameworks:
                texts = [one.text for one in said.descriptors_of(criterion_id)] or [""] * len(said.scale)
                for level, text in zip(said.scale, texts, strict=True):
                    found.setdefault(folded(option_text(level, text)), []).append(level.number)
            self._ours[criterion_id] = {text: numbers[0] for text, numbers in found.items() if len({*numbers}) == 1}
        return self._ours[criterion_id]

    def _named(self, text: str) -> tuple[int, ...]:
        """Return the level whose name a text starts with; the longest where one name starts another."""
        found = [
            (len(name), level.number)
            for said in self._frameworks
            for level in said.scale
            if (name := folded(level.name)) and text.startswith(name) and not text[len(name) :][:1].isalnum()
        ]
        return (max(found)[1],) if found else ()

    def _levels(self, criterion_id: str) -> dict[str, tuple[int, ...]]:
        """Return every text that stands for levels of a criterion, with their numbers."""
        if criterion_id not in self._texts:
            texts: dict[str, dict[int, None]] = {}
            for said in self._frameworks:
                for one in said.descriptors_of(criterion_id):
                    descriptor, name = folded(one.text), folded(one.level.name)
                    known = [descriptor, *(f"{name}{mark}{descriptor}" for mark in (": ", " - ", " – ", " — ", ". "))]
                    for text in known:
                        texts.setdefault(text, {})[one.level.number] = None
            self._texts[criterion_id] = {text: tuple(numbers) for text, numbers in texts.items()}
        return self._texts[criterion_id]

    def _close(self, given: str, criterion_id: str) -> list[str]:
        # Imported here: only a mistake pays for it.
        from difflib import get_close_matches

        known = {folded(str(level)): str(level) for level in self.framework.scale}
        known |= {folded(level.name): str(level) for level in self.framework.scale}
        known |= {folded(one): one for one in (NOT_APPLICABLE, DO_NOT_KNOW)}
        known |= {folded(one.text): str(one.level) for one in self.framework.descriptors_of(criterion_id)}
        cut = {text[:200]: shown for text, shown in known.items()}
        return [*dict.fromkeys(cut[one] for one in get_close_matches(given[:200], cut, n=3, cutoff=0.5))]
