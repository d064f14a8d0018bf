"""Which equality figures may be published, so that no count below the threshold is found from all of them together.

A *board* holds one question at one stage in one year: for each organisation, and for the pool of those too small to
show, how many gave each answer; how many gave none is never published. Published are cells of organisations and the
sums of their columns over all organisations. Boards share no count: other years are other applications, and within a
year the totals, which all questions of a stage have in common, are published nowhere. Here they are taken to be known
all the same, because an employer's own staff can count applications.

1. A count below the threshold is withheld, nought too.
2. A row that withholds something withholds enough: its largest counts go with the small ones until those can be
   anything below the threshold, even for somebody who knows which are small and which only go with them. Those without
   an answer, whose number nobody is told, usually give that room by themselves.
3. The sums over all organisations are a row as any other. Where one would narrow down a small count of an organisation,
   up to two others that have few withhold theirs with it, so that the sum can be shown; else the sum is withheld.

What holds in the end: for each withheld small count, every number from nought to just below the threshold is possible,
with all that is published and the totals given, and with the knowledge which counts are small. Whether it is, is asked
exactly (`_room`): how far can a count move, others giving way, as a flow through the graph of rows and columns?
"""

from collections import deque
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

Row = TypeVar("Row", bound=Hashable)
Node = tuple[str, Hashable]
# Those without an answer, of every row.
SLACK: Final[Node] = ("slack", None)
ENDLESS: Final = 1 << 60
# So many rows may withhold an answer for its sum to be shown, where so many go on showing it.
MOST_GIVING, FEWEST_KEEPING = 2, 3


@dataclass(frozen=True)
class Line(Generic[Row]):
    """One row of a board: everyone at the stage, and those who gave each answer. Of the pool nothing is published."""

    total: int
    counts: Mapping[str, int]
    is_pool: bool = False


@dataclass
class Published(Generic[Row]):
    """The answers that are shown, by row and of all rows together."""

    rows: dict[Row, set[str]] = field(default_factory=dict)
    sums: set[str] = field(default_factory=set)


def shown_of_row(line: Line[Row], smallest: int) -> set[str]:
    """The answers that a row may show by itself."""
    shown = {answer for answer, count in line.counts.items() if count >= smallest}
    if shown == set(line.counts):
        return shown
    # How far small counts could move although it were known which counts are small and which are withheld with them.
    room = line.total - sum(line.counts[answer] for answer in shown)
    while shown and room < smallest - 1:
        spare = sorted((line.counts[answer] - smallest, answer) for answer in shown)
        enough = [each for each in spare if room + each[0] >= smallest - 1]
        given, answer = enough[0] if enough else spare[-1]
        shown.remove(answer)
        room += given
    return shown


def publish(board: Mapping[Row, Line[Row]], smallest: int) -> Published[Row]:
    """Every row has one count for each of the same answers, and a total of at least `smallest`."""
    if not board:
        return Published()
    answers = list(next(iter(board.values())).counts)
    sums = Line[Row](
        sum(line.total for line in board.values()),
        {answer: sum(line.counts[answer] for line in board.values()) for answer in answers},
    )
    published = Published(
        {row: set() if line.is_pool else shown_of_row(line, smallest) for row, line in board.items()},
        shown_of_row(sums, smallest),
    )
    while (told := _told_by(board, published, smallest)) is not None:
        row, answer = told
        if answer in published.sums and _others_give_way(board, published, row, answer, smallest):
            continue
        beside = sorted(other for other in published.sums if other not in published.rows[row])
        published.sums.discard(answer if answer in published.sums else (beside or sorted(published.sums))[0])
    return published


def _told_by(board: Mapping[Row, Line[Row]], published: Published[Row], smallest: int) -> tuple[Row, str] | None:
    """A small count that sums narrow down; None when they narrow down none."""
    edges = _edges(board, published, smallest)
    for row, line in board.items():
        for answer in sorted(line.counts.keys() - published.rows[row]):
            count = line.counts[answer]
            if count < smallest and not _is_free(edges, row, answer, count, smallest):
                return row, answer
    return None


def _others_give_way(
    board: Mapping[Row, Line[Row]], published: Published[Row], row: Row, answer: str, smallest: int
) -> bool:  # fmt: skip
    """Withholds the same answer of the one or two rows that have the fewest, if that is enough for the sum to be shown:
    it says more than they do. Where few rows show the answer they keep it."""
    showing = sorted((board[each].counts[answer], str(each), each) for each in board if answer in published.rows[each])
    giving = [each for _, _, each in showing[: max(0, min(MOST_GIVING, len(showing) - FEWEST_KEEPING))]]
    for place, other in enumerate(giving):
        published.rows[other].discard(answer)
        edges = _edges(board, published, smallest)
        if _is_free(edges, row, answer, board[row].counts[answer], smallest):
            return True
        if place == len(giving) - 1:
            for each in giving:
                published.rows[each].add(answer)
    return False


def _is_free(edges: Mapping[Node, Mapping[Node, int]], row: Hashable, answer: str, count: int, smallest: int) -> bool:
    """Whether the count could be nought, and could be just below the threshold."""
    column, line, more = ("answer", answer), ("row", row), smallest - 1 - count
    return _room(edges, column, line, more) >= more and _room(edges, line, column, count) >= count


def _edges(board: Mapping[Row, Line[Row]], published: Published[Row], smallest: int) -> dict[Node, dict[Node, int]]:
    """How far each count may move: from a row to an answer by growing, from an answer to a row by shrinking. A sum that
    is not published moves as it likes, as long as it stays small or large, and so does a count."""
    edges: dict[Node, dict[Node, int]] = {SLACK: {}}

    def join(start: Node, end: Node, forth: int, back: int) -> None:
        edges.setdefault(start, {})[end] = forth
        edges.setdefault(end, {})[start] = back

    for row, line in board.items():
        join(("row", row), SLACK, ENDLESS, line.total - sum(line.counts.values()))
        for answer, count in line.counts.items():
            if answer not in published.rows[row]:
                knows = not line.is_pool and bool(published.rows[row])
                join(("row", row), ("answer", answer), *_within(count, smallest if knows else 0))
    withheld = {answer for row, line in board.items() for answer in line.counts.keys() - published.rows[row]}
    for answer in withheld - published.sums:
        whole = sum(line.counts[answer] for line in board.values())
        grow, shrink = _within(whole, smallest if published.sums else 0)
        join(("answer", answer), SLACK, grow, shrink)
    return edges


def _within(count: int, smallest: int) -> tuple[int, int]:
    """How far a count may grow and shrink without crossing `smallest`."""
    return (smallest - 1 - count, count) if count < smallest else (ENDLESS, count - smallest)


def _room(edges: Mapping[Node, Mapping[Node, int]], start: Node, end: Node, wanted: int) -> int:
    """The largest flow from `start` to `end`, or `wanted` if it is as large, without the edge that joins the two: that
    one is the count whose room is asked."""
    moved: dict[tuple[Node, Node], int] = {(start, end): -ENDLESS, (end, start): -ENDLESS}
    found = 0
    while found < wanted:
        path = list(_path(edges, moved, start, end))
        if not path:
            break
        step = min(wanted - found, *(edges[one][other] + moved.get((one, other), 0) for one, other in path))
        for one, other in path:
            moved[one, other] = moved.get((one, other), 0) - step
            moved[other, one] = moved.get((other, one), 0) + step
        found += step
    return found


def _path(
    edges: Mapping[Node, Mapping[Node, int]], moved: Mapping[tuple[Node, Node], int], start: Node, end: Node
) -> Iterator[tuple[Node, Node]]:
    """The edges of a shortest way that has room, from the last to the first; none where there is no way."""
    came_from: dict[Node, Node] = {}
    waiting = deque([start])
    while waiting and end not in came_from:
        node = waiting.popleft()
        for after, room in edges[node].items():
            if after not in came_from and after != start and room + moved.get((node, after), 0) > 0:
                came_from[after] = node
                waiting.append(after)
    node = end
    while node in came_from:
        yield came_from[node], node
        node = came_from[node]
