"""One job beside its rivals, timed in turns."""

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

ROUNDS = 15


class Timing(NamedTuple):
    """One job beside its rival: seconds of each round."""

    job: str
    ours: Sequence[float]
    rival_name: str
    theirs: Sequence[float]
    goal: str

    @property
    def ratio(self) -> float:
        """How many times the rival's time ours is."""
        return min(self.ours) / min(self.theirs)

    def row(self) -> str:
        """Return the line of the Markdown table."""
        ratios = sorted(ours / theirs for ours, theirs in zip(self.ours, self.theirs, strict=True))
        spread = f"{ratios[len(ratios) // 10]:.2f} to {ratios[-1 - len(ratios) // 10]:.2f}"
        return (
            f"| {self.job} | {_time(min(self.ours))} | {self.rival_name} | {_time(min(self.theirs))} "
            f"| {self.ratio:.2f} ({spread}) | {self.goal} |"
        )


def _time(seconds: float) -> str:
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def in_turns(
    jobs: Mapping[str, Callable[[], object]], *, rounds: int = ROUNDS, number: int = 1
) -> dict[str, list[float]]:
    """Time functions in turns, so that a busy moment of the machine hits all of them; seconds for one call of each."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, function in jobs.items():
            start = perf_counter()
            for _ in range(number):
                function()
            times[name].append((perf_counter() - start) / number)
    return times


def interleaved(
    job: str,
    ours: Callable[[], object],
    rival_name: str,
    theirs: Callable[[], object],
    *,
    number: int = 1,
    goal: str = "",
) -> Timing:
    """Time two functions in turns."""
    times = in_turns({"ours": ours, "theirs": theirs}, number=number)
    return Timing(job, times["ours"], rival_name, times["theirs"], goal)
