"""Changes of JSON as a tree: of bytes changed at random hardly any are JSON still, and then nothing else is tried."""

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

__all__ = ["TOKENS", "changed_json"]

# Pieces that such files are made of, and some that they should not be.
TOKENS = (
    *("1.1", "1.10", "1.1.1", "data", "1", "small", "2", "-1", "0", "999", "1e400", "1/2", "3/0", "2.5", "٣", "½"),
    *("not_applicable", "do_not_know", "n/a", "none", "Learning", "3 Learning", "Beginning", "mean-nearest"),
    *("median-low", "reached-by:", "cut-offs:", "topic:", "theme:", "2026-02-29", "2026-03-31", "0001-01-01"),
    *("9999-12-31", "CC0-1.0", "https://x.example/a", "javascript:alert(1)", "=1+1", "'=1", "@", "\u200b", "\u202e"),
    *("\ufeff", "\u2028", "\x85", "organisation", "respondent", "role", "unit", "criterion", "answer", "note"),
    *("evidence", "sector", "signed_on", "commitments", "sep=;", '"', '""', ",", ";", "\t", "\r\n", "\n\n", "---\n"),
    *("# ", "## ", "- [ ] ", "- [x] ", "[[", "]]", "](", "```", "<!--", "-->", "{#", "|", "Level 1", "Topic 1"),
    *("<c r=", "<v>", "<f>", "</row>", "<si><t>", "#N/A", "&#10;", "</main>", "<script>", "{{ x }}"),
)

_PLAIN: tuple[Any, ...] = (None, True, False, 0, 1, -1, 2, 10**30, 0.5, 1e300, "", " ", [], {}, [1], {"1.1": 1})
_VALUES = (*_PLAIN, *TOKENS)


def changed_json(content: bytes, random: Random, change_text: Callable[[bytes], bytes]) -> bytes | None:
    """
    Return a JSON document with one part changed, lost, doubled, renamed or moved; `None` where it is no JSON.

    Args:
        content: The document.
        random: What decides.
        change_text: What changes a text of it.
    """
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return None
    places = [*_places(document)]
    if not places:
        return None
    holder, key = random.choice(places)
    kind = random.randrange(6)
    if kind == 0:
        holder[key] = random.choice(_VALUES)
    elif kind == 1:
        other, place = random.choice(places)
        holder[key] = copy.deepcopy(other[place])
    elif kind == 2:
        del holder[key]
    elif kind == 3 and isinstance(holder, list):
        holder.insert(random.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    elif kind == 3:
        holder[str(random.choice(_VALUES))] = copy.deepcopy(holder[key])
    elif kind == 4 and isinstance(holder, dict):
        holder[random.choice(places)[1] if random.random() < 0.5 else str(random.choice(_VALUES))] = holder.pop(key)
    else:
        holder[key] = change_text(str(holder[key]).encode("utf-8", "surrogatepass")).decode("utf-8", "replace")
    return json.dumps(document, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _places(node: Any) -> list[tuple[Any, Any]]:
    """Return every place in a tree: the object or list that has it, and its key there."""
    keys: list[Any] = [*node] if isinstance(node, dict) else [*range(len(node))] if isinstance(node, list) else []
    return [(node, key) for key in keys] + [place for key in keys for place in _places(node[key])]
