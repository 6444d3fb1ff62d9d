"""Errors: what they say, what they keep, and that they survive a trip between processes."""

import pickle

import pytest

import datamaturity
from datamaturity import (
    AnswerError,
    DataMaturityError,
    DocumentError,
    Fault,
    FaultsError,
    FileError,
    FrameworkError,
    NumberError,
    ReportError,
    RuleError,
    ScaleError,
    UnknownIdError,
    UnreadWarning,
    WrongTypeError,
)
from datamaturity.errors import counted, did_you_mean, near_misses

TWO_FAULTS = (Fault("line 2", "no such criterion"), Fault("line 5", "level 6 is off the scale"))
EVERY_ERROR = [
    DataMaturityError("something"),
    FaultsError(TWO_FAULTS),
    AnswerError(TWO_FAULTS),
    DocumentError(TWO_FAULTS),
    FrameworkError(TWO_FAULTS),
    FileError(2, "No such file or directory", "answers.csv"),
    NumberError("no number"),
    ScaleError("no scale"),
    ReportError("no report"),
    RuleError("no rule"),
    UnknownIdError("criterion", "4.3", "tiny", ("4.33", "5.1"), hint="look again"),
    WrongTypeError("no text"),
]


class TestFault:
    def test_says_where_and_what(self) -> None:
        """A fault reads as its place, a colon and its message."""
        fault = Fault("$.levels[0]", "is missing")

        assert "$.levels[0]: is missing" == str(fault)

    def test_without_a_place(self) -> None:
        """A fault that stands nowhere in particular is its message alone."""
        assert "is missing" == str(Fault("", "is missing"))

    def test_parts_are_kept(self) -> None:
        """A program can take a fault apart."""
        where, message = Fault("line 2", "is missing")

        assert ("line 2", "is missing") == (where, message)


class TestFaultsError:
    @pytest.mark.parametrize("kind", [FaultsError, AnswerError, DocumentError, FrameworkError])
    def test_one_fault_is_one_line(self, kind: type[FaultsError]) -> None:
        """A single fault is the whole message."""
        assert "line 2: no such criterion" == str(kind(TWO_FAULTS[:1]))

    @pytest.mark.parametrize("kind", [FaultsError, AnswerError, DocumentError, FrameworkError])
    def test_several_faults_are_counted_and_listed(self, kind: type[FaultsError]) -> None:
        """Several faults stand one below another, under a line that counts them."""
        expected = "2 faults:\n  line 2: no such criterion\n  line 5: level 6 is off the scale"

        assert expected == str(kind(TWO_FAULTS))

    def test_faults_are_kept_in_their_order(self) -> None:
        """The faults are kept as a tuple, whatever iterable they came in."""
        error = FaultsError(iter(TWO_FAULTS))

        assert TWO_FAULTS == error.faults


@pytest.mark.parametrize("error", EVERY_ERROR, ids=lambda error: type(error).__name__)
class TestEveryError:
    def test_is_ours(self, error: DataMaturityError) -> None:
        """One ``except DataMaturityError`` catches whatever the library raises on purpose."""
        assert isinstance(error, DataMaturityError)

    def test_survives_pickling(self, error: DataMaturityError) -> None:
        """An error that a worker process raised arrives with its type, its parts and its message."""
        read_back = pickle.loads(pickle.dumps(error))

        assert type(error) is type(read_back)
        assert vars(error) == vars(read_back)
        assert str(error) == str(read_back)

    def test_is_public(self, error: DataMaturityError) -> None:
        """Each error has a name at the top of the package, for an ``except`` clause."""
        assert type(error) is getattr(datamaturity, type(error).__name__)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (AnswerError, ValueError),
        (DocumentError, ValueError),
        (FaultsError, ValueError),
        (FileError, OSError),
        (FrameworkError, ValueError),
        (NumberError, ValueError),
        (ReportError, ValueError),
        (RuleError, ValueError),
        (ScaleError, ValueError),
        (UnknownIdError, KeyError),
        (WrongTypeError, TypeError),
    ],
)
def test_each_is_the_builtin_that_a_caller_expects(error: type[Exception], builtin: type[Exception]) -> None:
    """Who catches ``ValueError`` for bad input, or ``KeyError`` for a bad id, catches ours."""
    assert issubclass(error, builtin)


def test_a_file_error_names_the_file_first() -> None:
    """A file that cannot be used is named before the system's reason; the system's own parts are kept."""
    error = FileError(2, "No such file or directory", "answers.csv")

    assert "answers.csv: No such file or directory" == str(error)
    assert (2, "No such file or directory", "answers.csv") == (error.errno, error.strerror, error.filename)


def test_a_warning_is_no_error() -> None:
    """What is merely worth knowing about a file is a `UserWarning`, and not caught with our errors."""
    assert issubclass(UnreadWarning, UserWarning)
    assert not issubclass(UnreadWarning, DataMaturityError)


class TestUnknownIdError:
    def test_says_what_where_and_among_how_many(self) -> None:
        """Without a near miss the message ends with the count of what there is."""
        error = UnknownIdError("theme", "xyz", "tiny", ("data", "skills"))

        assert "no theme 'xyz' in tiny (2 themes)" == str(error)

    @pytest.mark.parametrize(
        ("kind", "known", "count"),
        [
            ("criterion", ("a",), "1 criterion"),
            ("criterion", ("a", "b"), "2 criteria"),
            ("criterion", (), "0 criteria"),
            ("version", ("1", "2"), "2 versions"),
            ("colour", ("red", "blue"), "2 colour"),
        ],
    )
    def test_counts_in_english(self, kind: str, known: tuple[str, ...], count: str) -> None:
        """One is counted in the singular, none and several in the plural; an unknown noun is left as it is."""
        assert f"no {kind} 'xyz' in tiny ({count})" == str(UnknownIdError(kind, "xyz", "tiny", known))

    def test_near_misses_end_the_message(self) -> None:
        """What looks like the id given is proposed, with ``or`` before the last."""
        error = UnknownIdError("criterion", "4.3", "tiny", ("4.33", "4.34", "5.1"))

        assert "no criterion '4.3' in tiny (3 criteria); did you mean '4.33' or '4.34'?" == str(error)
        assert ("4.33", "4.34") == error.near

    def test_a_hint_replaces_the_near_misses(self) -> None:
        """Where near misses would help nobody, the hint is said in their stead."""
        error = UnknownIdError("level", 6, "the scale", (1, 2), hint="levels run from 1 (Low) to 2 (High)")

        assert "no level 6 in the scale (2 levels); levels run from 1 (Low) to 2 (High)" == str(error)

    def test_keeps_its_parts(self) -> None:
        """A program can read the kind, the id, the place, the known ids and the hint."""
        error = UnknownIdError("level", 6, "the scale", iter((1, 2)), hint="try 2")

        assert ("level", 6, "the scale", (1, 2), "try 2") == (
            error.kind,
            error.id,
            error.place,
            error.known,
            error.hint,
        )


@pytest.mark.parametrize(
    ("count", "kind", "words"),
    [
        (1, "criterion", "1 criterion"),
        (0, "criterion", "0 criteria"),
        (97, "criterion", "97 criteria"),
        (1, "text", "1 text"),
        (2, "fault", "2 faults"),
        (3, "theme", "3 themes"),
    ],
)
def test_counted(count: int, kind: str, words: str) -> None:
    """One thing is counted in the singular, none and several in the plural."""
    assert words == counted(count, kind)


class TestNearMisses:
    @pytest.mark.parametrize(
        ("given", "near"),
        [
            ("4.3", ("4.33", "4.34")),  # cut off
            ("33", ("4.33",)),  # the row's number alone
            ("4.43", ("4.33", "4.34")),  # three of four characters in order, 2·3/8 = 0.75 alike
            (" CULTURE ", ("Culture",)),  # blanks and case are no difference
            ("cultrue", ("Culture",)),  # two letters swapped
            ("xyz", ()),
            ("", ()),
            ("  ", ()),
        ],
    )
    def test_proposes_what_looks_alike(self, given: str, near: tuple[str, ...]) -> None:
        """A cut-off id, a bare row number, another case and a typing slip are recognised; nothing else is proposed."""
        assert set(near) == set(near_misses(given, ["4.33", "4.34", "51.7", "Culture"]))

    def test_at_most_three(self) -> None:
        """Three proposals are enough: the first three of five that the given text is the beginning of."""
        assert ("1.1", "1.2", "1.3") == near_misses("1", ["1.1", "1.2", "1.3", "1.4", "1.5"])

    def test_nothing_is_proposed_twice(self) -> None:
        """A known text that is both a longer form of the given one and spelt like it is proposed once."""
        assert ("skills",) == near_misses("skill", ["skills"])


@pytest.mark.parametrize(
    ("near", "sentence"),
    [
        ((), ""),
        (("a",), "; did you mean 'a'?"),
        (("a", "b"), "; did you mean 'a' or 'b'?"),
        (("a", "b", "c"), "; did you mean 'a', 'b' or 'c'?"),
    ],
)
def test_did_you_mean(near: tuple[str, ...], sentence: str) -> None:
    """Proposals become the end of a sentence, and none become nothing."""
    assert sentence == did_you_mean(near)
