"""Which criterion a question is of: by the id that it starts with, else by its text."""

import re
from collections.abc import Iterable, Iterator

import attrs

from datamaturity.errors import did_you_mean
from datamaturity.form_layout import question_text
from datamaturity.framework import Framework
from datamaturity.readers.plain_text import folded, plain
from datamaturity.wording import Wording

__all__ = ["Questions"]

# ``[4.33] …`` and ``4.33 …``, also ``4.33: …`` and ``(4.33) …``.
_BRACKETED = re.compile(r"[\[(]\s*(\S+?)\s*[\])][.:]?\s*(.*)")
_LEADING = re.compile(r"(\S+?)[.:)]?(?:\s+[-–—:]?\s*(.*)|$)")
_ROW = re.compile(r"r(\d+)", re.ASCII)
_STUCK_NUMBER = re.compile(r"(.*\D)\d{1,3}")
_GRID = re.compile(r"(.*\S)\s*\[([^\[\]]*)\]")


@attrs.frozen(init=False)
class Questions:
    """
    The questions that a framework's criteria may be asked in.

    Attributes:
        framework: The framework.
    """

    framework: Framework
    _written: dict[str, str]
    _ids: dict[str, str]
    _rows: dict[str, str]
    _texts: dict[str, tuple[str, ...]]

    def __init__(self, framework: Framework, wordings: Iterable[Wording] = ()) -> None:
        texts: dict[str, dict[str, None]] = {}
        for said in (framework, *(framework.with_wording(one) for one in wordings)):
            for one in said.criteria:
                for text in (one.title, question_text(one)):
                    texts.setdefault(folded(text), {})[one.id] = None
        rows: dict[str, list[str]] = {}
        for criterion_id in framework.criterion_ids:
            last = re.split(r"[.-]", criterion_id)[-1]
            if last.isdecimal():
                rows.setdefault(last, []).append(criterion_id)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue]
            framework,
            {question_text(one): one.id for one in framework.criteria},
            _single((folded(one), one) for one in framework.criterion_ids),
            {row: ids[0] for row, ids in rows.items() if len(ids) == 1},
            {text: tuple(ids) for text, ids in texts.items() if text},
        )

    def criterion(self, text: str, *, near: bool = True) -> str:
        r"""
        Return the id of the criterion that a question is of.

        Args:
            text: The question: ``4.33 Knowing …``, ``[4.33] …``, ``R33``, or a criterion's title, in any case and with
                any blanks; in a grid, ``Question [row]``, by its row.
            near: Whether to seek the closest where there is none, which takes a while.

        Raises:
            ValueError: It is of none, or of several; the message names the closest.

        Example:
            >>> from datamaturity import load_framework
            >>> Questions(load_framework("uk-government-dma")).criterion("[4.33]\u00a0Any text")
            '4.33'
        """
        if text in self._written:
            # As we write it, so that ids may differ by their case alone.
            return self._written[text]
        given = _unstarred(folded(text))
        grid = _GRID.fullmatch(given)
        readings = [_unstarred(grid[2]), given, grid[1]] if grid and _unstarred(grid[2]) else [given]
        for reading in readings:
            found = {*self._named(reading)} or {*self._titled(reading)}
            if len(found) == 1:
                return found.pop()
            if found:
                ids = ", ".join(one for one in self.framework.criterion_ids if one in found)
                message = f"names several criteria: {ids}; let it start with the id of the one that it is of"
                raise ValueError(message)
        raise ValueError(
            f"names no criterion of {self.framework.id}{did_you_mean(self._close(readings) if near else [])}"
        )

    def _named(self, given: str) -> Iterator[str]:
        """Yield the criterion whose id a question starts with, and the one whose title follows, if it is another."""
        for pattern, is_bracketed in ((_BRACKETED, True), (_LEADING, False)):
            parts = pattern.fullmatch(given)
            if parts is None:
                continue
            token, rest = parts[1], parts[2] or ""
            row = _ROW.fullmatch(token)
            found = self._ids.get(token) or (self._rows.get(row[1].lstrip("0")) if row else None)
            # An id without a digit may be a word of the question: "a" of a framework with the criteria a, b and c.
            is_sure = is_bracketed or not rest or any(map(str.isdecimal, token))
            if found is not None and is_sure:
                yield found
                others = self._texts.get(rest, ())
                if found not in others:
                    yield from others
                return

    def _titled(self, given: str) -> Iterator[str]:
        """Yield the criteria whose title a question is; a form sticks a number on a question that it has twice."""
        stuck = _STUCK_NUMBER.fullmatch(given)
        yield from self._texts.get(given) or (self._texts.get(stuck[1].strip(), ()) if stuck else ())

    def _close(self, readings: Iterable[str]) -> list[str]:
        # Imported here: only a mistake pays for it.
        from difflib import get_close_matches

        known = {folded(question_text(one)): question_text(one) for one in self.framework.criteria}
        known |= {folded(one.title): question_text(one) for one in self.framework.criteria}
        for reading in readings:
            close = get_close_matches(reading[:200], [text[:200] for text in known], n=3, cutoff=0.5)
            if close:
                cut = {text[:200]: shown for text, shown in known.items()}
                return [*dict.fromkeys(plain(cut[one])[:80] for one in close)]
        return []


def _unstarred(text: str) -> str:
    """Return a text without the star of a question that must be answered."""
    return text.strip().removesuffix("*").strip()


def _single(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what each key stands for, without the keys that stand for several."""
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}
