"""What the description of a picture says of its numbers, as tests of several pictures expect it."""

from fractions import Fraction


def ends_of(found: list[tuple[Fraction, str, str]], what: str) -> str:
    """Return what a description has to say of exact numbers, their texts and names; ties are counted."""
    ends = []
    for value in (max(one for one, _, _ in found), min(one for one, _, _ in found)):
        alike = [(text, name) for one, text, name in found if one == value]
        more = len(alike) - 1
        ends.append((value, alike[0][0], alike[0][1] + (f" and {more} other{'s' * (more > 1)}" if more else "")))
    (high, upper, first), (low, lower, last) = ends
    if len(found) == 1:
        return f"{what} is {upper}, in {first}."
    if high == low:
        return f" are equal: {upper}."
    if upper == lower:
        return f" are about {upper.lstrip('<>')}."
    return f"The highest {what} is {upper} in {first}; the lowest, {lower} in {last}."
