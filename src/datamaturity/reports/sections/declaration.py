"""What a report says of a declaration: where each partner stands, what they lack together, who could help whom."""

from datamaturity.declarations import Declaration
from datamaturity.reports.figures import NO_ANSWER
from datamaturity.reports.outline import Block, Cell, Column, Listing, Paragraph, Section, Table
from datamaturity.reports.sections.cells import count_cell
from datamaturity.reports.sections.scorecard import stage_cell
from datamaturity.scoring import score
from datamaturity.stages import Rule

__all__ = ["help_section", "lacking_section", "standings_section"]

_STANDINGS = "Where the partners stand"
_NOT_SIGNED = "·"
_NOBODY = "Nobody has signed yet."


def standings_section(declaration: Declaration, *, rule: Rule | str | None = None) -> Section:
    """
    Return where each partner stands with each commitment, and who has not said.

    Args:
        declaration: The declaration.
        rule: As in `score`.

    Example:
        >>> from datamaturity import Assessment, Declaration, Signatory, load_framework
        >>> framework = load_framework("data-declaration")
        >>> partners = Declaration(framework, [
        ...     Signatory("Northshire", assessment=Assessment(framework, {"sharing.1": 3})),
        ...     Signatory("Southby", assessment=Assessment(framework, {"sharing.1": 0})),
        ... ])
        >>> standings_section(partners).title, lacking_section(partners).title
        ('Where the partners stand', 'What the partners lack')
        >>> help_section(partners).blocks[0].items
        (('', 'sharing.1 Joint projects with a clear purpose: Northshire → Southby'),)
    """
    if not declaration.signatories:
        return Section("standings", _STANDINGS, [Paragraph(_NOBODY)])
    blocks: list[Block] = [_standings(declaration, rule)]
    commitments = [(topic.id, topic.name) for topic in declaration.framework.topics]
    blocks.append(Listing(commitments, "The commitments, each behind its id"))
    silent = [("", one.organisation) for one in declaration.signatories if one.assessment is None]
    if silent:
        blocks.append(Listing(silent, f"Without a word of where they stand: {len(silent)}"))
    return Section("standings", _STANDINGS, blocks)


def _standings(declaration: Declaration, rule: Rule | str | None) -> Table:
    topics = declaration.framework.topic_groups
    rows: list[list[Cell]] = []
    for one in declaration.signatories:
        signed_up = declaration.commitments_of(one.organisation)
        card = None if one.assessment is None else score(one.assessment, rule=rule)
        cells = [
            _NOT_SIGNED
            if topic.id not in signed_up
            else NO_ANSWER
            if card is None
            else stage_cell(card.topics[topic.id])
            for topic in topics
        ]
        rows.append([one.organisation, NO_ANSWER if one.signed_on is None else one.signed_on.isoformat(), *cells])
    columns = [Column("Partner"), Column("Signed"), *(Column(topic.label) for topic in topics)]
    note = f"{_NOT_SIGNED} not signed up to; {NO_ANSWER} not said"
    return Table("The stage of each partner with each commitment", columns, rows, note)


def lacking_section(declaration: Declaration) -> Section:
    """
    Return what is not in place with all who signed up to it, by level, what fewest have first.

    Args:
        declaration: The declaration.
    """
    levels = [str(level) for level in declaration.framework.scale]
    columns = [Column("Criterion"), *(Column(name, is_number=True) for name in (*levels, "Not said"))]
    rows: list[list[Cell]] = [
        [f"{one.criterion} {one.title}", *map(count_cell, (*one.level_counts, one.open_count))]
        for one in declaration.lacking
    ]
    blocks: list[Block] = [
        Paragraph(
            "Everything is in place with everybody, as far as it applies." if declaration.signatories else _NOBODY
        )
    ]
    if rows:
        note = "Counted are the partners that signed up to it and to which it applies; what fewest have comes first."
        blocks = [Table(f"Not in place everywhere: {len(rows)}", columns, rows, note)]
    return Section("lacking", "What the partners lack", blocks)


def help_section(declaration: Declaration) -> Section:
    """
    Return who could help whom: who has a criterion in place, and who has not begun with it.

    Args:
        declaration: The declaration.
    """
    items = [
        ("", f"{one.criterion} {one.title}: {', '.join(one.helpers)} → {', '.join(one.helped)}")
        for one in declaration.who_can_help
    ]
    blocks: list[Block] = [Paragraph("Nobody has in place what somebody else has not begun with.")]
    if items:
        blocks = [Listing(items, f"Who has it in place → who has not begun: {len(items)}")]
    return Section("help", "Who could help whom", blocks)
