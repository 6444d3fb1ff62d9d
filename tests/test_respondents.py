"""One person's answers, and what to call people who give no name."""

import pickle

import attrs
import pytest

from datamaturity import Assessment, Respondent, WrongTypeError
from datamaturity.respondents import labels
from examples import ONE_THEME, ONE_THEME_ANSWERED

NOBODY = Respondent(ONE_THEME_ANSWERED)
ANN = Respondent(ONE_THEME_ANSWERED, id="ann", role="manager", unit="Finance")


class TestRespondent:
    def test_parts(self) -> None:
        """A respondent keeps the answers, and what is known of the person."""
        assert ONE_THEME_ANSWERED is ANN.assessment
        assert ("ann", "manager", "Finance") == (ANN.id, ANN.role, ANN.unit)

    def test_anonymous(self) -> None:
        """Nothing need be known of the person."""
        assert ("", "", "") == (NOBODY.id, NOBODY.role, NOBODY.unit)

    def test_positional(self) -> None:
        """Only the answers go without a name: id, role and unit are too easily mixed up."""
        with pytest.raises(TypeError):
            Respondent(ONE_THEME_ANSWERED, "ann")  # type: ignore[call-arg]

    @pytest.mark.parametrize("given", [None, {"a": 3}, ONE_THEME, ONE_THEME_ANSWERED.answers])
    def test_no_assessment(self, given: object) -> None:
        """Answers without their framework are not enough."""
        with pytest.raises(TypeError, match="Assessment"):
            Respondent(given)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["id", "role", "unit"])
    @pytest.mark.parametrize("given", [None, 7, ["manager"], b"ann"])
    def test_no_text(self, name: str, given: object) -> None:
        """Id, role and unit are text, or else the message says which is not."""
        with pytest.raises(WrongTypeError) as caught:
            Respondent(ONE_THEME_ANSWERED, **{name: given})  # type: ignore[arg-type]

        assert f"{name} of a respondent is text, not {given!r}" == str(caught.value)

    def test_frozen(self) -> None:
        """A respondent cannot be changed."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            ANN.role = "analyst"  # type: ignore[misc]

    def test_value(self) -> None:
        """Two with the same parts are equal, hash alike and survive pickling."""
        twin = Respondent(Assessment(ONE_THEME, ONE_THEME_ANSWERED.answers), id="ann", role="manager", unit="Finance")

        assert twin == ANN
        assert hash(twin) == hash(ANN)
        assert ANN == pickle.loads(pickle.dumps(ANN))
        assert attrs.evolve(ANN, unit="") != ANN


class TestLabels:
    def test_ids(self) -> None:
        """A person is called by the id; those without one are numbered among themselves."""
        assert ("anonymous 1", "ann", "anonymous 2") == labels(one for one in (NOBODY, ANN, NOBODY))

    def test_nobody(self) -> None:
        """Nobody is called nothing."""
        assert () == labels([])

    def test_taken(self) -> None:
        """No two people are called the same, whatever their ids are."""
        found = labels([NOBODY, attrs.evolve(ANN, id="anonymous 1"), NOBODY, attrs.evolve(ANN, id="anonymous 3")])

        assert 4 == len({*found})
        assert ("anonymous 1", "anonymous 3") == (found[1], found[3])
