"""Which criterion a question is of: by its id, by its title, by the row of a grid; and what is of none."""

import pytest

from datamaturity import Criterion, Framework, Theme, Wording, load_framework
from datamaturity.readers.questions import Questions
from examples import CROSSED, FIVE, ONE_THEME

UK = load_framework("uk-government-dma")


def _framework(criteria: dict[str, str]) -> Framework:
    return Framework(
        id="some",
        version="1",
        title="Some criteria",
        scale=FIVE,
        themes=[Theme("data", "Data")],
        criteria=[Criterion(one, title, theme="data") for one, title in criteria.items()],
    )


TENS = _framework({"2.1": "One", "2.10": "Ten", "2.11": "Eleven"})


def _message(framework: Framework, text: str) -> str:
    with pytest.raises(ValueError, match="criteri") as caught:
        Questions(framework).criterion(text)
    return str(caught.value)


class TestById:
    @pytest.mark.parametrize(
        "text",
        [
            *("1.2", "1.2 Sharing outside", "1.2: Sharing outside", "1.2. Sharing outside", "1.2) Sharing outside"),
            *("1.2 - Sharing outside", "1.2 – Sharing outside", "1.2 — Sharing outside", "[1.2] Sharing outside"),
            *("[1.2]", "(1.2) Sharing outside", "[ 1.2 ]: Sharing outside", "1.2 Anything at all", "[1.2]Any text"),
            *("\u200b1.2\u00a0Sharing\r\noutside *", "  1.2\n\nWhat\ndo you\nshare?", "R2", "r2", "R2 Sharing", "R02"),
            *("[R2] Sharing outside", "1.2 Sharing outside2"),
        ],
    )
    def test_id_first(self, text: str) -> None:
        """An id at the start says which criterion it is, with any text behind it; so does its row."""
        assert "1.2" == Questions(CROSSED).criterion(text)

    @pytest.mark.parametrize(("text", "expected"), [("2.1 A", "2.1"), ("2.10 A", "2.10"), ("2.11. A", "2.11")])
    def test_whole_id(self, text: str, expected: str) -> None:
        """An id is read whole: 2.1 is no start of 2.10."""
        assert expected == Questions(TENS).criterion(text)

    @pytest.mark.parametrize("text", ["2.12 A", "2 A", "2.1.1 A", "12.1 A", "2.100"])
    def test_unknown_id(self, text: str) -> None:
        """An id that there is not, though it starts or ends like one, is of no criterion."""
        assert _message(TENS, text).startswith("names no criterion of some")

    @pytest.mark.parametrize("text", ["R33 Anything", "R033", "r33: x"])
    def test_row(self, text: str) -> None:
        """The row of a criterion is the last number of its id."""
        assert "4.33" == Questions(UK).criterion(text)

    @pytest.mark.parametrize("text", ["R99", "R", "Rx", "R4.33", "33"])
    def test_no_row(self, text: str) -> None:
        """A row that there is not, or is not written as one, is no criterion's."""
        assert "names no criterion" in _message(UK, text)

    def test_row_of_two(self) -> None:
        """Where two ids end in one number, its row is neither's."""
        framework = _framework({"1.1": "A", "2.1": "B", "2.2": "C"})

        assert "2.2" == Questions(framework).criterion("R2")
        assert "names no criterion" in _message(framework, "R1")

    def test_id_without_a_digit_is_a_word(self) -> None:
        """An id such as ``a`` counts alone or in brackets; at the start of a text it may be a word."""
        assert "a" == Questions(ONE_THEME).criterion("a")
        assert "a" == Questions(ONE_THEME).criterion("[a] Criterion of ours")
        assert "names no criterion" in _message(ONE_THEME, "a good start")

    def test_ids_in_one_case(self) -> None:
        """Ids that differ by case alone name neither; their titles still do."""
        framework = _framework({"C1": "One", "c1": "Two"})

        assert "names no criterion" in _message(framework, "C1")
        assert "c1" == Questions(framework).criterion("Two")


class TestByTitle:
    @pytest.mark.parametrize(
        "text",
        [
            *(
                "Sharing outside",
                "SHARING OUTSIDE",
                " sharing  outside\n",
                "Sharing\u00a0outside",
                "Shar\u200bing outside",
            ),
            *("Sharing outside *", "Sharing outside2", "Sharing outside 12"),
        ],
    )
    def test_title(self, text: str) -> None:
        """A title is known in any case and with any blanks, starred as required, and with a number stuck on it."""
        assert "1.2" == Questions(CROSSED).criterion(text)

    def test_title_with_a_number_of_its_own(self) -> None:
        """A title that ends in a number is read whole before the number is taken for stuck on."""
        framework = _framework({"a": "Step", "b": "Step 2"})

        assert "b" == Questions(framework).criterion("Step 2")
        assert "a" == Questions(framework).criterion("Step 3")

    def test_title_of_two(self) -> None:
        """A title that two criteria have is refused with both ids; each is known behind its own."""
        framework = _framework({"1": "Sharing", "2": "sharing"})

        expected = "names several criteria: 1, 2; let it start with the id of the one that it is of"
        assert expected == _message(framework, "SHARING")
        assert "2" == Questions(framework).criterion("2 Sharing")

    def test_id_of_one_and_title_of_another(self) -> None:
        """A question that has one criterion's id and another's title is refused, for nobody knows which was meant."""
        assert "names several criteria: 1.1, 1.2" in _message(CROSSED, "1.1 Sharing outside")

    def test_wording(self) -> None:
        """A title in other words is known where the wording is given, and the framework's own words still are."""
        wording = Wording(licence="CC0-1.0", language="cy", criterion_titles={"1.2": "Rhannu y tu allan"})
        questions = Questions(CROSSED, [wording])

        assert "1.2" == questions.criterion("Rhannu  y tu\u00a0allan")
        assert "1.2" == questions.criterion("Sharing outside")
        assert "1.2" == questions.criterion("1.2 Rhannu y tu allan")

    @pytest.mark.parametrize("text", ["", " ", "\u200b", "Any other comments?", "x" * 100_000, "[]", "()", "[ ]", "4"])
    def test_no_criterion(self, text: str) -> None:
        """Anything else is of no criterion, which the message says of which framework."""
        assert _message(CROSSED, text).startswith("names no criterion of crossed")

    def test_near_misses(self) -> None:
        """A slip in a title names the closest questions."""
        assert "names no criterion of crossed; did you mean '1.2 Sharing outside'" in _message(
            CROSSED, "Sharing outsid"
        )

    def test_title_of_signs_without_room(self) -> None:
        """A criterion whose title shows nothing is no reason to take a nameless column for it."""
        framework = _framework({"1": "\u200b", "2": "B"})

        assert "names no criterion" in _message(framework, "")


class TestGrids:
    @pytest.mark.parametrize(
        "text",
        [
            "Sharing [1.2 Sharing outside]",
            "Sharing [Sharing outside]",
            "Tick one [1.2]",
            "Tick [x] one [R2]",
            "1.1 x [1.2]",
        ],
    )
    def test_row_of_a_grid(self, text: str) -> None:
        """In a grid, the row is the criterion."""
        assert "1.2" == Questions(CROSSED).criterion(text)

    @pytest.mark.parametrize("text", ["Sharing outside [Row 1]", "1.2 Sharing outside [ours]"])
    def test_question_of_a_grid(self, text: str) -> None:
        """Where the row says nothing, the question does."""
        assert "1.2" == Questions(CROSSED).criterion(text)
