"""
A random life of an organisation: answers, people, targets, plans, years, new versions, saves and loads.

The library does it, and beside it a model: plain dicts and lists, and arithmetic so slow and obvious that it can be
read against SPEC. After every step both must say the same, and nothing that was made before may have changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple, TypeAlias

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import strategies
from datamaturity import (
    ActionStatus,
    Answer,
    AnswerState,
    Assessment,
    ChangeKind,
    Criterion,
    CutOffs,
    Evidence,
    Framework,
    History,
    Level,
    MeanFloor,
    MeanNearest,
    MedianLow,
    Network,
    NoStage,
    Organisation,
    Panel,
    Plan,
    PooledScore,
    Provenance,
    ReachedBy,
    Respondent,
    Rule,
    Scale,
    Score,
    Settlement,
    Target,
    Theme,
    Topic,
    VersionLink,
    VersionLinkKind,
    VersionMap,
    WeakestLink,
    carry,
    compare,
    document_json,
    draft_plan,
    gaps,
    next_steps,
    parse_document,
    plan_status,
    read_answers,
    score,
    smallest_way_up,
    what_if,
)
from datamaturity.criteria import Group
from datamaturity.documents.kinds import Noun
from datamaturity.readers.answers import parse_answers
from datamaturity.writers.answers import answers_csv
from datamaturity.writers.templates import workbook_template

Where: TypeAlias = tuple[str, str | None, str | None]
"""A group: its kind, its topic and its theme."""


class Said(NamedTuple):
    """What the model knows of one answer."""

    state: str = "unanswered"
    level: int | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    def answer(self) -> Answer:
        """Return it as the library has it."""
        return Answer(AnswerState(self.state), self.level, self.note, self.evidence)


Sheet: TypeAlias = dict[str, Said]
"""Criterion id to what is said of it."""


def sheet(assessment: Assessment) -> Sheet:
    """Return an assessment's answers as the model has them."""
    return {one: Said(a.state.value, a.level, a.note, a.evidence) for one, a in assessment.answers.items()}


class Facts:
    """What the model knows of a framework: the levels' values, and each criterion's topic, theme and weight."""

    def __init__(self, framework: Framework) -> None:
        self.values = {level.number: level.value for level in framework.scale}
        self.places: dict[str, tuple[str | None, str | None]] = {
            one.id: (one.topic, one.theme) for one in framework.criteria
        }
        self.weights: dict[str, Fraction] = {one.id: one.weight for one in framework.criteria}
        self.groups: dict[Where, list[str]] = {}
        topics, themes = [one.id for one in framework.topics], [one.id for one in framework.themes]
        for topic in topics:
            self.groups["topic", topic, None] = [one for one, place in self.places.items() if place[0] == topic]
        for theme in themes:
            self.groups["theme", None, theme] = [one for one, place in self.places.items() if place[1] == theme]
        for topic in topics:
            for theme in themes:
                if found := [one for one, place in self.places.items() if place == (topic, theme)]:
                    self.groups["cell", topic, theme] = found
        self.groups["overall", None, None] = [*self.places]

    @property
    def numbers(self) -> list[int]:
        """The levels' numbers, lowest first."""
        return [*self.values]

    def after(self, number: int) -> int:
        """Return the next level's number."""
        return self.numbers[self.numbers.index(number) + 1]

    def mean(self, levels: Mapping[str, int | None]) -> Fraction | None:
        """Return the weighted mean of the criteria that have a level."""
        found = {one: self.values[level] for one, level in levels.items() if level is not None}
        weight = sum(self.weights[one] for one in found)
        return sum((self.weights[one] * value for one, value in found.items()), Fraction(0)) / weight if found else None


def stage(
    facts: Facts, rule_: Rule, mean: Fraction | None, at: Sequence[tuple[Fraction | int, int]], applicable: int
) -> int | NoStage:
    """Return the number of the stage that weights and levels give under a rule, or why there is none."""
    if not applicable:
        return NoStage.NOT_APPLICABLE
    if mean is None:
        return NoStage.NO_ANSWERS
    found: list[int] = []
    if isinstance(rule_, MeanNearest):
        found = [min(facts.numbers, key=lambda one: (abs(facts.values[one] - mean), -facts.values[one]))]
    elif isinstance(rule_, MeanFloor):
        found = [one for one in facts.numbers if facts.values[one] <= mean]
    elif isinstance(rule_, CutOffs):
        starts = zip(facts.numbers[1:], rule_.thresholds, strict=True)
        found = [facts.numbers[0], *(one for one, start in starts if start <= mean)]
    elif isinstance(rule_, MedianLow):
        half = Fraction(sum(weight for weight, _ in at)) / 2
        found = [one for _, one in at if sum(weight for weight, level in at if level <= one) >= half]
        found = found and [min(found)]
    elif isinstance(rule_, ReachedBy):
        found = [one for one in facts.numbers if sum(level >= one for _, level in at) >= rule_.share * applicable]
    elif isinstance(rule_, WeakestLink):
        found = [min(level for _, level in at)] if len(at) == applicable else []
    return found[-1] if found and at else NoStage.RULE


def reckon(facts: Facts, said: Sheet, ids: Iterable[str], rule_: Rule) -> dict[str, object]:
    """Return everything about a group of criteria, criterion by criterion."""
    ids = [*ids]
    applicable = {one: said[one].level for one in ids if said[one].state != "not applicable"}
    levels = {one: level for one, level in applicable.items() if level is not None}
    mean = facts.mean(applicable)
    numbers = facts.numbers
    low, high = (
        facts.mean({one: end if level is None else level for one, level in applicable.items()})
        for end in (numbers[0], numbers[-1])
    )
    at = [(facts.weights[one], level) for one, level in levels.items()]
    return {
        "mean": mean,
        "low": low,
        "high": high,
        "coverage": Fraction(len(levels), len(applicable)) if applicable else None,
        "stage": stage(facts, rule_, mean, at, len(applicable)),
        "levels": tuple(sum(level == one for level in levels.values()) for one in numbers),
        # The four kinds of answers, each counted on its own.
        "not applicable": sum(said[one].state == "not applicable" for one in ids),
        "do not know": sum(said[one].state == "do not know" for one in ids),
        "unanswered": sum(said[one].state == "unanswered" for one in ids),
        "answered": len(levels),
        "applicable": len(applicable),
        "total": len(ids),
    }


def scored(one: Score) -> dict[str, object]:
    """Return what the library says of a group."""
    return {
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage,
        "stage": one.why_no_stage if one.stage is None else one.stage.number,
        "levels": one.level_counts,
        "not applicable": one.not_applicable_count,
        "do not know": one.do_not_know_count,
        "unanswered": one.unanswered_count,
        "answered": one.answered_count,
        "applicable": one.applicable_count,
        "total": one.total_count,
    }


def reckon_together(facts: Facts, members: Sequence[Mapping[str, Any]], rule_: Rule) -> dict[str, object]:
    """Return what several members' scores of a group are together, each counting once."""

    def mean_of(name: str) -> Fraction | None:
        found = [one[name] for one in members if one[name] is not None]
        return sum(found, Fraction(0)) / len(found) if found else None

    stages = [one["stage"] for one in members if isinstance(one["stage"], int)]
    applicable = sum(one["coverage"] is not None for one in members)
    return {
        "mean": mean_of("mean"),
        "low": mean_of("low"),
        "high": mean_of("high"),
        "coverage": mean_of("coverage"),
        "stage": stage(facts, rule_, mean_of("mean"), [(1, one) for one in stages], applicable),
        "levels": tuple(stages.count(one) for one in facts.numbers),
        "answered": sum(one["mean"] is not None for one in members),
        "applicable": applicable,
        "total": len(members),
    }


def scored_together(one: PooledScore) -> dict[str, object]:
    """Return what the library says of them."""
    return {
        "mean": one.mean,
        "low": one.low,
        "high": one.high,
        "coverage": one.coverage,
        "stage": one.why_no_stage if one.stage is None else one.stage.number,
        "levels": one.stage_counts,
        "answered": one.answered_count,
        "applicable": one.applicable_count,
        "total": one.member_count,
    }


def agreed(answers: Sequence[Said], method: str) -> Said:
    """Return what people's answers to one criterion are together."""
    pieces = {piece for one in answers for piece in one.evidence}
    evidence = tuple(sorted(pieces, key=lambda one: (one.title, one.address, str(one.dated))))
    levels = sorted(one.level for one in answers if one.level is not None)
    apart = [one for one in answers if one.state == "not applicable"]
    if len(apart) > len(levels):
        return Said("not applicable", None, "; ".join(sorted({one.note for one in apart} - {""})), evidence)
    if not levels:
        is_unknown = any(one.state == "do not know" for one in answers)
        return Said("do not know" if is_unknown else "unanswered", None, "", evidence)
    if method == "mode":
        return Said("level", max(levels, key=lambda one: (levels.count(one), -one)), "", evidence)
    return Said("level", levels[(len(levels) - 1) // 2], "", evidence)


def kind_of_change(old: Said, new: Said) -> ChangeKind | None:
    """Return what became of an answer; `None` where the criterion applies neither time."""
    gone, come = old.state == "not applicable", new.state == "not applicable"
    if gone or come:
        both = gone and come
        return None if both else ChangeKind.BECAME_NOT_APPLICABLE if come else ChangeKind.BECAME_APPLICABLE
    if old.level is None or new.level is None:
        if old.level is not None:
            return ChangeKind.NO_LONGER_ANSWERED
        return ChangeKind.STILL_OPEN if new.level is None else ChangeKind.NEWLY_ANSWERED
    rise = new.level - old.level
    return ChangeKind.UP if rise > 0 else ChangeKind.DOWN if rise < 0 else ChangeKind.SAME


@dataclass
class Job:
    """What the model knows of an action of the plan."""

    serves: tuple[str, int]
    waits: tuple[int, ...]
    status: str = "planned"
    due: date | None = None
    evidence: tuple[Evidence, ...] = ()


def state_on(jobs: Mapping[int, Job], job: Job, day: date) -> str:
    """Return where an action stands on a day."""
    if job.status in ("done", "dropped"):
        return job.status
    if job.due is not None and job.due < day:
        return "overdue"
    if any(jobs[other].status in ("planned", "under way") for other in job.waits):
        return "blocked"
    if job.status == "planned" and job.due is not None and job.due - day <= timedelta(30):
        return "at risk"
    return job.status


class Saved(NamedTuple):
    """A file of the current answers, as it was when it was saved."""

    text: str
    assessment: Assessment
    said: Sheet


SMALL = strategies.frameworks().filter(lambda one: 3 <= len(one.scale) <= 5 and len(one.criteria) > 2)
NOTES = st.sampled_from(["", "Two teams of five", " Dŵr; “½”,\n=2"])
STATUSES = st.sampled_from([one.value for one in ActionStatus])
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def where(group: Group) -> Where:
    """Return which group it is."""
    return group.kind, group.topic, group.theme


def in_plain_words(framework: Framework) -> Framework:
    """Return a framework with the same ids and levels and no text that a table could not have."""
    return Framework(
        id="plain",
        version="1",
        title="In plain words",
        scale=Scale(Level(one.number, f"Level {one.number}", one.value) for one in framework.scale),
        themes=[Theme(one.id, "A theme") for one in framework.themes],
        topics=[Topic(one.id, "A topic") for one in framework.topics],
        criteria=[attrs.evolve(one, title="A criterion", descriptors=()) for one in framework.criteria],
    )


class Life(RuleBasedStateMachine):
    """One organisation, from its first framework on."""

    @initialize(data=st.data(), framework=SMALL)
    def begin(self, data: st.DataObject, framework: Framework) -> None:
        """Some or nothing is answered; nobody is asked, and nothing is planned."""
        self.versions: dict[tuple[str, str], Framework] = {}
        self.saved: list[Saved] = []
        self.past: list[tuple[Assessment, Sheet]] = []
        self.kept: list[tuple[Noun, str]] = []
        self.maps: list[VersionMap] = []
        self.day = date(2026, 1, 1)
        # Mostly something at a level: with nothing, there is no next step, and no plan.
        states = data.draw(st.sampled_from([[AnswerState.LEVEL], [*AnswerState], [AnswerState.UNANSWERED]]))
        given = data.draw(strategies.assessments(framework, states=states))
        self.settle(Assessment(framework, given.answers))

    def settle(self, assessment: Assessment) -> None:
        """Go on with answers to a version: what was said of another one is left behind."""
        self.framework, self.facts = assessment.framework, Facts(assessment.framework)
        self.versions[self.framework.id, self.framework.version] = self.framework
        self.now, self.said = assessment, sheet(assessment)
        self.panel: Panel | None = None
        self.people: list[Sheet] = []
        self.target: Target | None = None
        self.wanted: dict[str, int] = {}
        self.plan: Plan | None = None
        self.jobs: dict[int, Job] = {}
        self.years: list[tuple[date, Assessment, Sheet]] = []

    def say(self, changes: Mapping[str, Said]) -> None:
        """Change answers, in the library and in the model."""
        self.past.append((self.now, self.said))
        self.now = self.now.with_answers({one: said.answer() for one, said in changes.items()})
        self.said = {**self.said, **changes}

    def keep(self, noun: Noun) -> None:
        """Remember what a value looks like, to see later that it still does."""
        self.kept.append((noun, document_json(noun)))

    def draw_rule(self, data: st.DataObject) -> Rule:
        """Draw any rule that fits."""
        return data.draw(strategies.rules(self.framework.scale))

    @rule(data=st.data(), note=NOTES)
    def answer_with_a_level(self, data: st.DataObject, note: str) -> None:
        """Somebody says where some criteria stand."""
        level, evidence = st.sampled_from(self.facts.numbers), st.just(()) | st.tuples(strategies.evidences())
        ids = data.draw(st.lists(st.sampled_from([*self.said]), min_size=1, unique=True))
        self.say({one: Said("level", data.draw(level), note, data.draw(evidence)) for one in ids})

    @rule(data=st.data(), note=NOTES, state=st.sampled_from(["not applicable", "do not know", "unanswered"]))
    def answer_without_a_level(self, data: st.DataObject, note: str, state: str) -> None:
        """A criterion does not apply, nobody can tell, or an answer is taken back."""
        self.say({data.draw(st.sampled_from([*self.said])): Said(state, None, note)})

    @rule(data=st.data())
    def score_under_a_rule(self, data: st.DataObject) -> None:
        """Any rule gives the stages that it should."""
        self.check_scores(self.draw_rule(data))

    def check_scores(self, one: Rule) -> None:
        """See that every score is as the model has it, in framework order."""
        card = score(self.now, rule=one, overall=True)

        assert [*self.facts.groups] == [where(found.group) for found in card]
        for found, ids in zip(card, self.facts.groups.values(), strict=True):
            assert reckon(self.facts, self.said, ids, one) == scored(found)

    @precondition(lambda self: len(self.people) < 4)
    @rule(data=st.data())
    def ask_somebody(self, data: st.DataObject) -> None:
        """Somebody else answers, and joins the panel."""
        theirs = Assessment(self.framework, data.draw(strategies.assessments(self.framework)).answers)
        who = Respondent(theirs, id=f"p{len(self.people)}", role=data.draw(st.sampled_from(["", "manager"])))
        self.panel = Panel([*(self.panel or ()), who])
        self.people = [*self.people, sheet(theirs)]
        self.keep(self.panel)

    @precondition(lambda self: self.panel is not None)
    @rule(data=st.data())
    def pool(self, data: st.DataObject) -> None:
        """The panel's people together are the mean of each, and a network of us and them is the mean of both."""
        assert self.panel is not None
        one = self.draw_rule(data)
        network = Network([Organisation("we", self.now), Organisation("they", self.panel), Organisation("late")])
        told = {where(found.group): found for found in network.pool(rule=one, overall=True, min_organisations=0)}
        for found in self.panel.pool(rule=one, overall=True):
            ids = self.facts.groups[where(found.group)]
            theirs = reckon_together(self.facts, [reckon(self.facts, s, ids, one) for s in self.people], one)
            both = reckon_together(self.facts, [reckon(self.facts, self.said, ids, one), theirs], one)
            ours = told[where(found.group)]

            assert theirs == scored_together(found)
            assert (both["mean"], both["low"], both["high"]) == (ours.mean, ours.low, ours.high)
            assert (both["coverage"], both["levels"]) == (ours.coverage, ours.stage_counts)

    @precondition(lambda self: self.panel is not None)
    @rule(data=st.data(), method=st.sampled_from(["median-low", "mode"]))
    def let_the_panel_agree(self, data: st.DataObject, method: Literal["median-low", "mode"]) -> None:
        """The panel agrees on all, settles one criterion by hand, and some of it becomes our answer."""
        assert self.panel is not None
        by_hand = data.draw(st.sampled_from([None, *self.said]))
        level = data.draw(st.sampled_from(self.facts.numbers))
        found = self.panel.agree(method=method, settled={by_hand: Settlement(level, "Seen")} if by_hand else {})
        expected = {one: agreed([theirs[one] for theirs in self.people], method) for one in self.said}
        if by_hand is not None:
            expected[by_hand] = Said("level", level, "Seen")

        assert expected == sheet(found.assessment)
        assert [{one: theirs[one] for one in self.said} for theirs in self.people] == [
            sheet(one.assessment) for one in found.respondents
        ]

        taken = data.draw(st.lists(st.sampled_from([*self.said]), unique=True))
        self.say({one: expected[one] for one in taken})

    @rule(data=st.data())
    def aim(self, data: st.DataObject) -> None:
        """A target is set: for all, for some topics and themes, and for criteria; the narrower one goes first."""
        number = st.sampled_from(self.facts.numbers)
        everything = data.draw(st.none() | number)
        topics: dict[str, int] = {
            one.id: data.draw(number) for one in self.framework.topics if data.draw(st.booleans())
        }
        themes: dict[str, int] = {
            one.id: data.draw(number) for one in self.framework.themes if data.draw(st.booleans())
        }
        criteria = {one: data.draw(number) for one in data.draw(st.lists(st.sampled_from([*self.said]), unique=True))}
        self.target = Target.of(self.framework, criteria=criteria, topics=topics, themes=themes, everything=everything)
        wanted: dict[str, int | None] = {}
        for one, (topic, theme) in self.facts.places.items():
            # A criterion meets its topic's and its theme's, so the higher one.
            both = [level for level in (topics.get(topic or ""), themes.get(theme or "")) if level is not None]
            wanted[one] = criteria.get(one, max(both, default=everything))
        self.wanted = {one: level for one, level in wanted.items() if level is not None}
        self.keep(self.target)

        assert self.wanted == {one: level.number for one, level in self.target.levels.items()}

    @precondition(lambda self: self.target is not None)
    @rule()
    def look_at_gaps(self) -> None:
        """The gaps are those between the two sheets; a surplus fills no gap, and what is open has none."""
        assert self.target is not None
        found, values = gaps(self.now, self.target, overall=True), self.facts.values
        expected = {
            one: max(values[self.wanted[one]] - values[said.level], Fraction(0))
            if said.level is not None and one in self.wanted
            else None
            for one, said in self.said.items()
            if said.state != "not applicable"
        }

        assert expected == {one: gap.gap for one, gap in found.criteria.items()}
        assert tuple(one for one in expected if self.said[one].level is None) == found.unknown
        for group in found.groups:
            ids = [one for one in self.facts.groups[where(group.group)] if expected.get(one) is not None]
            weight = sum((self.facts.weights[one] for one in ids), Fraction(0))
            gap = sum((self.facts.weights[one] * (expected[one] or 0) for one in ids), Fraction(0))

            assert len(ids) == group.counted_count
            assert sum(expected[one] == 0 for one in ids) == group.reached_count
            assert (gap / weight if ids else None) == group.gap
            assert self.facts.mean({one: self.wanted[one] for one in ids}) == group.target

    @rule(data=st.data())
    def take_a_step(self, data: st.DataObject) -> None:
        """Next steps are one level up towards the target, say what they will do, and do it."""
        one = self.draw_rule(data)
        steps = next_steps(self.now, target=self.target, rule=one, overall=True)
        top = self.facts.numbers[-1]
        aims = dict.fromkeys(self.said, top) if self.target is None else self.wanted
        expected = {c for c, said in self.said.items() if said.level is not None and said.level < aims.get(c, -1)}

        assert expected == {step.move.criterion for step in steps}
        assert len(expected) == len(steps)
        if not steps:
            return

        step = data.draw(st.sampled_from(steps))
        criterion, before = step.move.criterion, self.said
        self.say({criterion: before[criterion]._replace(level=self.facts.after(step.move.from_level.number))})

        assert (before[criterion].level, self.said[criterion].level) == (
            step.move.from_level.number,
            step.move.to_level.number,
        )
        for effect in step.effects:
            ids = self.facts.groups[where(effect.group)]
            old, new = (reckon(self.facts, said, ids, one) for said in (before, self.said))
            was, will = ((level and level.number) for level in (effect.stage_before, effect.stage_after))

            assert (old["mean"], new["mean"]) == (effect.mean_before, effect.mean_after)
            assert [was, will] == [None if isinstance(s, NoStage) else s for s in (old["stage"], new["stage"])]

    @rule(data=st.data())
    def climb(self, data: st.DataObject) -> None:
        """The smallest way up reaches the stage that it aims at; without one, not even the top of all would."""
        one = self.draw_rule(data)
        found = data.draw(st.sampled_from([*score(self.now, rule=one, overall=True)]))
        ids, numbers = self.facts.groups[where(found.group)], self.facts.numbers
        way = smallest_way_up(found)
        if way.aim is None:
            assert numbers[-1] == reckon(self.facts, self.said, ids, one)["stage"]
            return
        if way.answers_needed:
            assert any(self.said[criterion].state in ("unanswered", "do not know") for criterion in ids)
            return
        if way.moves is None:
            best = {
                c: said if said.level is None else said._replace(level=numbers[-1]) for c, said in self.said.items()
            }
            reached = reckon(self.facts, best, ids, one)["stage"]

            assert not isinstance(reached, int) or reached < way.aim.number
            return

        after = dict(self.said)
        for move in sorted(way.moves, key=lambda move: move.from_level.number):
            assert after[move.criterion].level == move.from_level.number
            after[move.criterion] = after[move.criterion]._replace(level=self.facts.after(move.from_level.number))
        imagined = what_if(self.now, way.moves, rule=one).assessment
        self.say({criterion: after[criterion] for criterion in {move.criterion for move in way.moves}})
        reached = reckon(self.facts, self.said, ids, one)["stage"]

        assert imagined == self.now
        assert isinstance(reached, int)
        assert reached >= way.aim.number

    @rule(data=st.data(), capacity=st.none() | st.integers(0, 2))
    def draft(self, data: st.DataObject, capacity: int | None) -> None:
        """A drafted plan has an action for each level between where we stand and the target, and holds to its room."""
        steps = next_steps(self.now, target=self.target, limit=data.draw(st.none() | st.integers(1, 4)))
        top = {} if self.target is None else self.wanted
        self.plan = draft_plan(steps, framework=self.framework, capacity=capacity)
        self.jobs = {a.number or 0: Job((a.serves[0].criterion, a.serves[0].level), a.depends_on) for a in self.plan}
        expected = []
        for step in steps:
            now, numbers = self.said[step.move.criterion].level or 0, self.facts.numbers
            # Without a target, the next level is the aim.
            aim = top.get(step.move.criterion, self.facts.after(now))
            expected += [(step.move.criterion, level) for level in numbers if now < level <= aim]
        in_time = [action.horizon for action in self.plan]

        assert sorted(expected) == sorted(job.serves for job in self.jobs.values())
        assert [*range(1, len(expected) + 1)] == [*self.jobs]
        for horizon in self.plan.horizons:
            assert capacity is None or in_time.count(horizon.id) <= capacity
        for number, job in self.jobs.items():
            lower = (other for other, that in self.jobs.items() if that.serves[0] == job.serves[0] and other < number)
            assert tuple(lower)[-1:] == job.waits
        self.keep(self.plan)

    @precondition(lambda self: self.jobs)
    @rule(data=st.data())
    def work_on_the_plan(self, data: st.DataObject) -> None:
        """Actions are ticked off, begun, dropped or put off; what is done lifts its criterion."""
        assert self.plan is not None
        for number in data.draw(st.lists(st.sampled_from([*self.jobs]), min_size=1, unique=True)):
            status, due = data.draw(STATUSES), data.draw(st.none() | DAYS)
            old = self.jobs[number]
            self.jobs = {
                **self.jobs,
                number: Job(old.serves, old.waits, status, due, (*old.evidence, Evidence(status))),
            }
            self.plan = self.plan.with_status(number, status, evidence=[Evidence(status)]).with_due(number, due)
            self.keep(self.plan)
            criterion, level = old.serves
            if status == "done" and (now := self.said[criterion].level) is not None and now < level:
                self.say({criterion: self.said[criterion]._replace(level=level)})
        self.look_at_the_plan(data)

    @precondition(lambda self: self.plan is not None)
    @rule(data=st.data())
    def look_at_the_plan(self, data: st.DataObject) -> None:
        """On any day, each action is where its status, its day and what it waits for put it."""
        assert self.plan is not None
        # A day on which something is due, or is soon or was just now.
        due = [job.due - timedelta(days) for job in self.jobs.values() if job.due for days in (-1, 0, 30, 31)]
        day = data.draw(st.sampled_from(due) if due else DAYS)
        found = plan_status(self.plan, day)
        kept = [job for job in self.jobs.values() if job.status != "dropped"]
        done = sum(job.status == "done" for job in kept)

        assert [(job.evidence, state_on(self.jobs, job, day)) for job in self.jobs.values()] == [
            (one.action.evidence, one.state.value) for one in found.actions
        ]
        assert (Fraction(done, len(kept)) if kept else None) == found.done_share

    @rule(data=st.data(), days=st.integers(1, 400))
    def end_a_year(self, data: st.DataObject, days: int) -> None:
        """The answers of a day are kept; a history has every day in order, whatever order it is given in."""
        self.day += timedelta(days)
        self.years.append((self.day, attrs.evolve(self.now, assessed_on=self.day), self.said))
        self.keep(self.years[-1][1])
        if len(self.years) == 1:
            return
        one = self.draw_rule(data)
        history = History(data.draw(st.permutations([assessment for _, assessment, _ in self.years])))
        series = history.series(rule=one, overall=True)

        assert tuple(day for day, _, _ in self.years) == history.dates
        for place, ids in zip(series, self.facts.groups.values(), strict=True):
            for (day, found), (expected, _, said) in zip(place, self.years, strict=True):
                assert expected == day
                assert reckon(self.facts, said, ids, one) == scored(found)

    @precondition(lambda self: any(one.framework == self.framework for one, _ in self.past))
    @rule(data=st.data())
    def compare_two_moments(self, data: st.DataObject) -> None:
        """Between two moments every criterion changed as the sheets did, and the parts of each mean add up."""
        moments = [(one, said) for one, said in self.past if one.framework == self.framework]
        earlier, before = data.draw(st.sampled_from(moments))
        found = compare(earlier, self.now, overall=True)
        kinds = {one: kind_of_change(before[one], said) for one, said in self.said.items()}

        assert {one: kind for one, kind in kinds.items() if kind} == {c: one.kind for c, one in found.criteria.items()}
        for group in found.groups:
            ids = self.facts.groups[where(group.group)]
            both = [one for one in ids if before[one].level is not None and self.said[one].level is not None]
            old, new = (self.facts.mean({one: said[one].level for one in ids}) for said in (before, self.said))
            was, now = (self.facts.mean({one: said[one].level for one in both}) for said in (before, self.said))

            assert (old, new, len(both)) == (group.earlier, group.later, group.both_count)
            assert (None if was is None or now is None else now - was) == group.like_for_like
            if was is not None and old is not None and new is not None:
                assert new - old == sum(
                    part or 0
                    for part in (
                        group.like_for_like,
                        group.newly_answered,
                        group.became_applicable,
                        group.no_longer_answered,
                        group.became_not_applicable,
                    )
                )

    @precondition(lambda self: len(self.versions) < 3)
    @rule(data=st.data())
    def take_a_new_version(self, data: st.DataObject) -> None:
        """The framework gets a new version: what has one place goes there, and what goes there can come back."""
        version_map, origins = data.draw(
            next_versions(self.framework, f"{self.framework.version} {len(self.versions)}")
        )
        kind = VersionLinkKind
        cut = [new for link in version_map.links if link.kind is kind.SPLIT for new in link.new]
        decisions = {one: data.draw(st.sampled_from(self.facts.numbers)) for one in cut if data.draw(st.booleans())}
        found = carry(self.now, version_map, decisions=decisions)
        expected = {new: self.said[old] if old else Said() for new, old in origins.items()}
        expected |= {one: Said("level", level) for one, level in decisions.items()}
        retired = {link.old[0]: self.said[link.old[0]] for link in version_map.links if link.kind is kind.RETIRED}

        assert expected == sheet(found.assessment)
        assert [one for one in origins if one in cut and one not in decisions] == [*found.needs_decision]
        assert {one: said.answer() for one, said in retired.items()} == dict(found.retired)
        assert len(decisions) == len(found.of_provenance(Provenance.DECIDED))
        links = version_map.links
        if all(link.kind in (kind.SAME, kind.REWORDED) for link in links):
            back = [VersionLink(link.kind, link.new, link.old) for link in links]

            assert self.now == carry(found.assessment, VersionMap(version_map.new, version_map.old, back)).assessment
        self.past.append((self.now, self.said))
        panel = self.panel
        self.settle(found.assessment)
        self.maps.append(version_map)
        if panel is not None:
            carried = [attrs.evolve(one, assessment=carry(one.assessment, version_map).assessment) for one in panel]
            self.panel, self.people = Panel(carried), [sheet(one.assessment) for one in carried]

        assert expected == self.said

    def find(self, framework_id: str, version: str) -> Framework:
        """Return the version that a document names."""
        return self.versions[framework_id, version]

    @rule()
    def save_and_load(self) -> None:
        """Whatever there is reads back equal from its document, and is written again with the same bytes."""
        nouns: list[Noun] = [self.framework, self.now, *(one for _, one, _ in self.years), *self.maps]
        nouns += [one for one in (self.panel, self.plan, self.target) if one is not None]
        nouns.append(Network([Organisation("we", self.now, {"sector": "arts"}), Organisation("they", self.panel)]))
        for noun in nouns:
            text = document_json(noun)
            again = parse_document(text.encode(), find=self.find)

            assert noun == again
            assert text == document_json(again)
        self.saved.append(Saved(document_json(self.now), self.now, self.said))

    # Excel has no control characters; that they are refused is the writers' business.
    @precondition(lambda self: all(one.isprintable() for one in self.said))
    @rule(is_workbook=st.booleans())
    def save_as_a_table(self, is_workbook: bool) -> None:
        """Levels and states come back from a CSV text and from a workbook."""
        framework = in_plain_words(self.framework)
        answers = {one: said._replace(note="", evidence=()).answer() for one, said in self.said.items()}
        plain = Assessment(framework, answers)
        if not is_workbook:
            assert plain == parse_answers(answers_csv(plain), framework=framework)
            return
        with TemporaryDirectory() as folder:
            path = Path(folder, "answers.xlsx")
            path.write_bytes(workbook_template(framework, assessment=plain))

            assert plain == read_answers(path, framework=framework, notify=lambda _: None)

    @precondition(lambda self: self.saved)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """An older file brings back what was said when it was saved, in the version that it was said in."""
        older = data.draw(st.sampled_from(self.saved))
        found = parse_document(older.text, find=self.find)

        assert isinstance(found, Assessment)
        assert older.assessment == found
        assert older.said == sheet(found)
        self.past.append((self.now, self.said))
        if found.framework == self.framework:
            self.now, self.said = found, older.said
        else:
            self.settle(found)

    @invariant()
    def we_stand_where_the_model_does(self) -> None:
        """Answers, counts, means, bounds, coverage and stages are the model's after every step."""
        assert self.said == sheet(self.now)
        for state in AnswerState:
            expected = tuple(one for one, said in self.said.items() if said.state == state.value)

            assert expected == self.now.answers.in_state(state)
        self.check_scores(self.framework.default_rule)

    @invariant()
    def the_past_stays(self) -> None:
        """The values of the last steps are as they were; `teardown` looks at all of them."""
        self.check_the_past(-2)

    def check_the_past(self, start: int) -> None:
        """See that older values are still what they were when they were made."""
        for assessment, said in self.past[start:]:
            assert said == sheet(assessment)
        for noun, text in self.kept[start:]:
            assert text == document_json(noun)

    def teardown(self) -> None:
        """At the end, everything that ever was is as it was, and the years follow one another."""
        if not hasattr(self, "kept"):
            return
        self.check_the_past(0)
        for (earlier, *_), (later, *_) in pairwise(self.years):
            assert earlier < later


@st.composite
def next_versions(draw: st.DrawFn, old: Framework, version: str) -> tuple[VersionMap, dict[str, str | None]]:
    """
    Draw a next version of a framework, and where each of its criteria takes its answer from.

    Half of the maps are one to one, so that they can be gone back. Ids stay or change, and the order does.
    """
    kind = VersionLinkKind
    fates = [kind.SAME, kind.REWORDED]
    if draw(st.booleans()):
        fates += [kind.SPLIT, kind.RETIRED]
    links: list[VersionLink] = []
    origins: dict[str, str | None] = {}

    def new_id(wanted: str) -> str:
        while wanted in origins:
            wanted += "+"
        return wanted

    for one in old.criterion_ids:
        fate = draw(st.sampled_from(fates))
        parts = {kind.RETIRED: 0, kind.SPLIT: 2}.get(fate, 1)
        ids = []
        for _ in range(parts):
            ids.append(new_id(draw(st.sampled_from([one, f"{one}x"]))))
            origins[ids[-1]] = one if parts == 1 else None
        links.append(VersionLink(fate, one, ids))
    if not origins or (len(fates) > 2 and draw(st.booleans())):
        ids = [new_id("new")]
        origins[ids[0]] = None
        links.append(VersionLink(kind.NEW, new=ids))
    order = draw(st.permutations([*origins]))
    new = attrs.evolve(
        old,
        version=version,
        criteria=[
            Criterion(
                one,
                f"Criterion {one}",
                topic=draw(st.sampled_from([topic.id for topic in old.topics])) if old.topics else None,
                theme=draw(st.sampled_from([theme.id for theme in old.themes])) if old.themes else None,
                weight=draw(strategies.positive_fractions()),
            )
            for one in order
        ],
    )
    return VersionMap(old, new, draw(st.permutations(links))), {one: origins[one] for one in order}


def test_any_life() -> None:
    """Whatever an organisation does, in whatever order, the library and the model say the same."""
    run_state_machine_as_test(Life, settings=settings(stateful_step_count=20))
