"""Two releases of one benchmark: whether what changed between them exposes an organisation."""

import attrs

from datamaturity.benchmark import Benchmark
from datamaturity.criteria import Group
from datamaturity.disclosure import Withheld
from datamaturity.errors import BenchmarkError, Fault, counted
from datamaturity.group_benchmarks import GroupBenchmark

__all__ = ["Exposure", "ReleaseCheck", "check_release"]


@attrs.frozen
class Exposure:
    """
    A group whose figures, taken from one another, would tell of too few organisations.

    Attributes:
        group: The group.
        why: What would be seen.

    Example:
        >>> Exposure("theme culture", "two networks that differ by two organisations").group
        'theme culture'
    """

    group: Group
    why: str

    def __str__(self) -> str:
        """Return the group and the reason."""
        return f"{self.group}: {self.why}"


@attrs.frozen
class ReleaseCheck:
    """
    Whether a new release may stand beside an old one; true where it may.

    Attributes:
        exposures: The groups that speak against it, in framework order.
    """

    exposures: tuple[Exposure, ...]

    @property
    def is_safe(self) -> bool:
        """Whether no group speaks against it."""
        return not self.exposures

    def __bool__(self) -> bool:
        """Return whether it is safe."""
        return self.is_safe


def check_release(old: Benchmark, new: Benchmark) -> ReleaseCheck:
    """
    Return whether a new release of a benchmark exposes nobody who has the old one as well.

    Whoever holds both takes one from the other, and sees what the organisations brought in that joined, left or
    answered anew. In each group these must be none, or as many as a figure must be about, at each stage too. Make both
    from their networks: a benchmark from a document no longer knows whose answers are in it.

    Args:
        old: The release that is out.
        new: The release to come.

    Returns:
        The check, true if it is safe; it names each group that is not, and why.

    Raises:
        BenchmarkError: The two are not of one framework, rule and pool: then they are no releases of one benchmark.

    Example:
        >>> from datamaturity import Assessment, Benchmark, Network, Organisation, load_framework
        >>> framework = load_framework("seven-themes")
        >>> members = [Organisation(str(n), Assessment(framework, {"C1": 1 + n % 5})) for n in range(25)]
        >>> spring = Benchmark.from_network(Network(members[:20]))
        >>> check = check_release(spring, Benchmark.from_network(Network(members[:21])))
        >>> check.is_safe, str(check.exposures[0])
        (False, 'theme culture: 1 organisation joined, left or answered anew; 5 at least, or none')
        >>> check_release(spring, Benchmark.from_network(Network(members))).is_safe
        True

    Source:
        Ours: the smallest set of organisations that two published sums differ by.
    """
    _check_same(old, new)
    minimum = new.min_organisations
    if old.min_organisations != minimum:
        why = f"withholds what is about fewer than {minimum}, the old one {old.min_organisations}"
        return ReleaseCheck(tuple(Exposure(one.group, f"{why}; make both alike") for one in new))
    olds = {(one.group.kind, one.group.id): one for one in old}
    found = []
    for one in new:
        before = olds.get((one.group.kind, one.group.id))
        exposed = None if before is None else _exposed(before, one, minimum)
        if exposed:
            found.append(Exposure(one.group, exposed))
    return ReleaseCheck(tuple(found))


def _exposed(old: GroupBenchmark, new: GroupBenchmark, minimum: int) -> str | None:
    """Return what would be seen of too few; `None` where nothing would."""
    if isinstance(old.organisation_count, Withheld) or isinstance(new.organisation_count, Withheld):
        return None
    if old.fingerprints is None or new.fingerprints is None:
        by = abs(new.organisation_count - old.organisation_count)
        if 0 < by < minimum:
            return f"{counted(by, 'organisation')} more or fewer; {minimum} at least, or none"
        if old == new:
            return None
        told = _told_apart(old, new, minimum)
        unknown = "whose answers are in a benchmark from a document or a frame is not known"
        return told or f"{unknown}; make both from their networks"
    names = {*old.fingerprints, *new.fingerprints}
    count = sum(old.fingerprints.get(one) != new.fingerprints.get(one) for one in names)
    if 0 < count < minimum:
        return f"{counted(count, 'organisation')} joined, left or answered anew; {minimum} at least, or none"
    return _told_apart(old, new, minimum)


def _told_apart(old: GroupBenchmark, new: GroupBenchmark, minimum: int) -> str | None:
    """Return what the counts of the two would tell of too few; `None` where nothing would."""
    if (old.mean is None) != (new.mean is None):
        return "one of them tells the mean and the other the counts that it would give away; make both alike"
    for before, after in zip(old.stage_counts, new.stage_counts, strict=True):
        if isinstance(before, Withheld) or isinstance(after, Withheld):
            continue
        by = abs(after - before)
        if 0 < by < minimum:
            return f"{counted(by, 'organisation')} more or fewer at one stage; {minimum} at least, or none"
    return None


def _check_same(old: Benchmark, new: Benchmark) -> None:
    faults = []
    if old.framework.structure != new.framework.structure:
        theirs = f"{new.framework.id} {new.framework.version}"
        faults.append(
            Fault("framework", f"the old one is of {old.framework.id} {old.framework.version}, the new {theirs}")
        )
    if old.rule != new.rule:
        faults.append(Fault("rule", f"the old one's stages are by {old.rule}, the new one's by {new.rule}"))
    if old.pool != new.pool:
        faults.append(Fault("pool", f"the old one pools {old.pool}, the new one {new.pool}"))
    if faults:
        raise BenchmarkError(faults)
