"""Laws of Markdown notes: what is written in any style is read back, one slip is one fault, nothing else escapes."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

import strategies
from datamaturity import Criterion, Fault, Framework, FrameworkError, Level, Scale, Topic
from datamaturity.readers.framework_notes import read_framework_notes
from datamaturity.readers.notes import read_notes

STYLES = ("level", "criterion", "descriptor")

# Letters, and signs that mean nothing to Markdown where a word begins with a letter.
_WORDS = st.from_regex(r"[A-Za-zéŵß½][A-Za-z0-9éŵß½,.;:’“”()*_–-]{0,6}", fullmatch=True)
_PARAGRAPHS = st.lists(st.lists(_WORDS, min_size=1, max_size=6), min_size=1, max_size=3)
_SIGNS = [
    "#",
    " ",
    "\n",
    "-",
    "---\n",
    "=",
    "`",
    "```",
    "~~~",
    "<!--",
    "-->",
    "[[",
    "]]",
    "[",
    "](",
    ")",
    "|",
    ">",
    "*",
]
_SIGNS += [
    "title: ",
    "licence: ",
    "Level ",
    "Topic ",
    "1",
    "1.1",
    "1.1.1",
    "1.2.1",
    "a",
    "\r",
    "\t",
    ":",
    "'",
    '"',
    "![",
    "+++",
]


class Notes(NamedTuple):
    """A model, and its texts as files: name to content, with the pieces that each was made of."""

    framework: Framework
    texts: dict[str, str]
    files: dict[str, str]


@st.composite
def models(draw: st.DrawFn) -> Framework:
    """
    Frameworks with ids of two numbers, as publishers have them, in the order of these numbers.

    Narrower than `strategies.frameworks`: a heading cannot hold any text that an id or a name may be, and where the id
    of a criterion is that of another's descriptor, the reader asks for the word.
    """
    count = draw(st.integers(2, 4))
    numbers = draw(strategies.level_numbers(count))
    names = draw(st.permutations(["Adrift", "Afloat", "Under way", "In port"]))
    pairs = draw(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 99)), min_size=1, max_size=4, unique=True))
    return Framework(
        id="model",
        version="1",
        title="A model",
        scale=Scale(Level(*parts) for parts in zip(numbers, names, strict=False)),
        topics=[Topic(str(one), f"Topic {one}") for one in sorted({topic for topic, _ in pairs})],
        criteria=[Criterion(f"{one}.{other}", f"About {one}.{other}", str(one)) for one, other in sorted(pairs)],
    )


@st.composite
def notes(draw: st.DrawFn, style: str | None = None) -> Notes:
    """Notes of a model in one of the three styles, in any dress that its texts and ids may have."""
    framework = draw(models())
    style = style or draw(st.sampled_from(STYLES))
    depth = draw(st.integers(1, 5))
    dress = draw(st.sampled_from(["{}", "[{0}]({0}.md)", "[[{}]]", "**{}**", "{}:", "Descriptor {}"]))
    head = draw(st.sampled_from(["", "---\ntags:\n  - model\nshare: true\n---\n", "⬆️ up [[Index]]\n"]))
    end = draw(st.sampled_from(["", "\n\n---\n← [[x]] | [[y]] →\n"]))
    blank = draw(st.sampled_from(["\n", "\n\n", "\n<!-- # 1.1.1 -->\n\n"]))
    texts: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for one in framework.criterion_ids:
        for number in framework.scale.numbers:
            paragraphs = draw(_PARAGRAPHS)
            between = draw(st.sampled_from([" ", "\n", "  \n"]))
            texts[f"{one}.{number}"] = "\n\n".join(map(" ".join, paragraphs))
            bodies[f"{one}.{number}"] = blank + "\n\n".join(map(between.join, paragraphs)) + "\n"
    files: dict[str, str] = {}
    signs = "#" * depth
    for criterion in framework.criteria:
        one, title = criterion.id, criterion.title
        for level in framework.scale:
            body = bodies[f"{one}.{level.number}"]
            if style == "level":
                name, start, heading = f"Level {level}.md", "", dress.format(f"{one}.{level.number}")
            elif style == "criterion":
                name, start, heading = f"{one}.md", f"{signs} {one} {title}\n", f"Level {level}"
            else:
                name, start, heading = f"{one}.{level.number}.md", "", ""
            files.setdefault(name, head + start)
            files[name] += (f"{signs}{'#' * (style == 'criterion')} {heading}" if heading else "") + body
    return Notes(framework, texts, {name: text + end for name, text in files.items()})


def written(folder: str, files: Mapping[str, str], *, line_end: str = "\n", mark: str = "") -> Path:
    """Write notes into a folder, and return it."""
    for name, text in files.items():
        Path(folder, name).write_text(mark + text.replace("\n", line_end), encoding="utf-8", newline="")
    return Path(folder)


def faults_of(model: Notes, files: Mapping[str, str]) -> list[Fault]:
    """Return the faults of notes of a model."""
    told: list[Fault] = []
    with TemporaryDirectory() as folder:
        read_notes(written(folder, files), framework=model.framework, licence="MIT", notify=told.append, strict=False)
    return told


@given(notes(), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "\ufeff"]))
def test_reading_back_what_was_written(model: Notes, line_end: str, mark: str) -> None:
    """Notes in any style say the same, whatever their line ends; nothing is at fault, and nothing is told."""
    told: list[Fault] = []
    with TemporaryDirectory() as folder:
        path = written(folder, model.files, line_end=line_end, mark=mark)
        wording = read_notes(path, framework=model.framework, licence="MIT", notify=told.append)

    assert model.texts == dict(wording.descriptors)
    assert [] == told
    assert model.texts.items() == {
        (one, model.framework.with_wording(wording).descriptor(one).text) for one in model.texts
    }


@given(notes())
def test_a_draft_of_what_was_written(model: Notes) -> None:
    """The draft of a framework has the ids, the order and the texts of the one that was written."""
    with TemporaryDirectory() as folder:
        draft = read_framework_notes(
            written(folder, model.files),
            id="draft", version="1", title="D", scale=model.framework.scale, notify=lambda _: None,
        )  # fmt: skip

    assert model.framework.criterion_ids == draft.criterion_ids
    assert [one.id for one in model.framework.topics] == [one.id for one in draft.topics]
    assert model.texts == {one: draft.descriptor(one).text for one in model.texts}


@given(notes("level"), st.data())
def test_what_is_written_twice(model: Notes, data: st.DataObject) -> None:
    """A text that is written again, there or on another page, is one fault more, which has both lines."""
    chosen = data.draw(st.sampled_from([*model.texts]))
    other = data.draw(st.sampled_from(["zz.md", *model.files]))
    number = chosen.rpartition(".")[2]
    files = dict(model.files)
    home = next(name for name in files if name.startswith(f"Level {number} "))
    if other != "zz.md":
        other = home
    files[other] = files.get(other, "").partition("\n\n---\n←")[0] + f"\n# {chosen}\nAgain.\n"
    faults = faults_of(model, files)

    assert 1 == len(faults)
    assert faults[0].message.startswith(f"{chosen} stands here and on ")
    assert home in faults[0].where


@given(notes("descriptor"), st.data())
def test_what_is_missing(model: Notes, data: st.DataObject) -> None:
    """A page that is missing is one fault, where the rest says that it should be there."""
    chosen = data.draw(st.sampled_from([*model.texts]))
    criterion, _, number = chosen.rpartition(".")
    files = {name: text for name, text in model.files.items() if name != f"{chosen}.md"}
    faults = faults_of(model, files)
    # With one criterion only, no other one has the level that is missing.
    is_told = len(model.framework.criteria) > 1

    assert [f"{criterion}.{number} is missing"] * is_told == [one.message.partition(";")[0] for one in faults]


@given(st.lists(st.sampled_from(_SIGNS) | st.text(max_size=3), max_size=40).map("".join))
@example("---\n")
@example("\n```")
@example("# [[1.1.1]](\n---")
@example("# Level ٣\n# Level " + "9" * 5000)
@example("# \n#\n---\n===")
def test_any_text_at_all(text: str) -> None:
    """Whatever a file holds, it is read, or its faults are raised with their lines; nothing else escapes."""
    framework = Framework(
        id="m", version="1", title="M", scale=Scale([Level(0, "a"), Level(1, "b")]), topics=[Topic("1", "T")],
        criteria=[Criterion("1.1", "A", "1"), Criterion("1.2", "B", "1")],
    )  # fmt: skip
    text = text.encode("utf-8", "ignore").decode("utf-8")
    with TemporaryDirectory() as folder:
        path = written(folder, {"a.md": text}) / "a.md"
        faults: list[Fault] = []
        for strict in (True, False):
            try:
                read_notes(path, framework=framework, licence="MIT", notify=faults.append, strict=strict)
            except FrameworkError as error:
                faults += error.faults
        try:
            read_framework_notes(path, id="d", version="1", title="D", notify=faults.append)
        except FrameworkError as error:
            faults += error.faults

    assert all(one.where and one.message for one in faults)
