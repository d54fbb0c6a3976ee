"""How much one rule may say of one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")

# How the message of a rule's last finding ends where there would be more.
MORE = "more on this page"


def limited(things: Sequence[Thing], most: int = 20) -> Iterator[tuple[Thing, Sequence[Thing], str]]:
    """The first things, each with those it stands for (itself; the last also for all that follow) and how its message ends.

    ``for place, all_of_them, ending in limited(places): yield self.at(place, f"bad{ending}", fix=…)``
    """
    for index, thing in enumerate(things[:most]):
        more = len(things) - most
        if index == most - 1 and more > 0:
            yield thing, things[index:], f"; {more} {MORE}"
        else:
            yield thing, things[index : index + 1], ""
