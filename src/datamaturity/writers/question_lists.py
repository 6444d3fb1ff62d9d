"""A framework's questions as plain text, to paste into Microsoft Forms, Google Forms or a document."""

from datamaturity.form_layout import DO_NOT_KNOW, NOT_APPLICABLE, option_text, part_title, parts, question_text
from datamaturity.framework import Framework

__all__ = ["question_list"]


def question_list(framework: Framework) -> str:
    r"""
    Return a framework's questions as plain text: a block for each, its question first and an option on each line below.

    Each question starts with its criterion's id and each option with its level's number, so that what people answer is
    read without guessing. A blank line stands between blocks; a part's name stands by itself, between dashes.

    Args:
        framework: The framework.

    Returns:
        The text, which ends in a line feed.

    Example:
        >>> from datamaturity import Criterion, Framework, Level, Scale, Theme
        >>> yes_or_no = Scale([Level(0, "No"), Level(1, "Yes")])
        >>> framework = Framework(id="f", version="1", title="F", scale=yes_or_no, themes=[Theme("t", "Data")],
        ...                       criteria=[Criterion("a", "Is there a list?", theme="t", descriptors=["None", "One"])])
        >>> print(question_list(framework).replace("\n\n", "\n·\n"), end="")
        --- Data ---
        ·
        a Is there a list?
        0 No: None
        1 Yes: One
        Not applicable
        Do not know
    """
    blocks = []
    for group in parts(framework):
        blocks.append(f"--- {part_title(group)} ---")
        for one in map(framework.criterion, group.criteria):
            texts = one.descriptors or ("",) * len(framework.scale)
            options = map(option_text, framework.scale, texts)
            blocks.append("\n".join([question_text(one), *options, NOT_APPLICABLE, DO_NOT_KNOW]))
    return "\n\n".join(blocks) + "\n"
