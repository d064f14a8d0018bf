"""Charts as inline SVG, drawn by pygal and stripped of what the content policy forbids and a reader does not need.

Each is drawn twice, for a narrow and for a wide page, and the style sheet shows one: a drawing that shrinks would take
its words with it. Colours come from the style sheet; series are told apart by hatching and dashes too.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Final
from xml.etree import ElementTree

from markupsafe import Markup
from pygal import HorizontalBar, HorizontalStackedBar, Line, PluginImportFixer
from pygal.style import Style

# Pygal's way to plug-ins is an old one, of which Python warns at each import after it; there are none here.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, PluginImportFixer)]

# Pixels of a phone's and of a desktop's column, and of what stands in them.
WIDTHS: Final = {"narrow": 320, "wide": 720}
TEXT: Final = 14
LETTER: Final = 7.6
ROW: Final = {"narrow": 46, "wide": 32}
LEGEND_LINE: Final = 24
LINES_HEIGHT: Final = 300
# What names beside bars take at most, of which a legend has nothing.
LEFT: Final = {"narrow": 40, "wide": 240}
# Years side by side that a phone has room to name.
MOST_YEARS: Final = {"narrow": 4, "wide": 10}
USELESS: Final = ("script", "style", "title", "desc")
SVG: Final = "{http://www.w3.org/2000/svg}"
PLAIN: Final = Style(
    background="none", plot_background="none", label_font_size=TEXT, major_label_font_size=TEXT, value_font_size=TEXT,
    legend_font_size=TEXT, font_family="Roboto",
)  # fmt: skip


class _Bars(HorizontalBar):
    """With room above each bar for its name."""

    _series_margin = 0.22


class _Stacks(HorizontalStackedBar):
    _series_margin = 0.22


@dataclass(frozen=True)
class Series:
    """Numbers in the order of the labels; None where there is none to draw."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Drawing:
    """What a chart shows. `said` writes a number as the table does; `code` keeps its ids apart from other charts'."""

    code: str
    title: str
    says: str
    kind: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    said: Callable[[float], str]


def draw(drawing: Drawing) -> Markup:
    """Both drawings; each is one image to a screen reader, named by the title and described by the sentence."""
    return Markup("").join(_drawn(drawing, room) for room in WIDTHS)


def _drawn(drawing: Drawing, room: str) -> Markup:
    if drawing.kind != "lines":
        drawing = _upside_down(drawing)
    chart = CHARTS[drawing.kind](drawing, room)
    for series in drawing.series:
        chart.add(series.name, list(series.values))
    root = _stripped(chart.render_tree())
    code = f"{drawing.code}-{room}"
    if drawing.kind == "lines":
        _key_of_lines(root)
    else:
        if room == "narrow":
            _name_above(root, drawing.labels)
        _hatch(root, code)
    root.attrib = {
        "viewBox": root.attrib["viewBox"], "class": f"house_graph house_graph--{drawing.kind} house_graph--{room}",
        "role": "img", "aria-labelledby": f"{code}-title", "aria-describedby": f"{code}-says", "focusable": "false",
    }  # fmt: skip
    for at, (tag, name, text) in enumerate((("title", "title", drawing.title), ("desc", "says", drawing.says))):
        told = ElementTree.Element(tag, {"id": f"{code}-{name}"})
        told.text = text
        root.insert(at, told)
    return Markup(ElementTree.tostring(root, encoding="unicode"))


def _upside_down(drawing: Drawing) -> Drawing:
    """Pygal begins with bars at the foot; the first of a table stands on top."""
    series = tuple(replace(each, values=each.values[::-1]) for each in drawing.series)
    return replace(drawing, labels=drawing.labels[::-1], series=series)


def _usual(drawing: Drawing, room: str, height: float, **more: Any) -> dict[str, Any]:
    has_legend = len(drawing.series) > 1
    longest = max(len(series.name) for series in drawing.series) * LETTER + 3 * TEXT
    columns = max(1, min(len(drawing.series), int((WIDTHS[room] - LEFT[room]) / longest)))
    lines = -(-len(drawing.series) // columns) if has_legend else 0
    return {
        "style": PLAIN, "css": [], "js": [], "width": WIDTHS[room], "height": height + lines * LEGEND_LINE,
        "margin": 4, "show_legend": has_legend, "legend_at_bottom": True, "legend_at_bottom_columns": columns,
        "truncate_legend": -1, "truncate_label": -1, "x_labels": list(drawing.labels), "zero": 0,
        "value_formatter": drawing.said, "print_values_position": "top", "max_scale": 5, "min_scale": 3, **more,
    }  # fmt: skip


def _bars(drawing: Drawing, room: str) -> Any:
    """The longest bar leaves room for its number."""
    number = max(len(drawing.said(value)) for value in drawing.series[0].values if value is not None)
    largest = max(value for value in drawing.series[0].values if value is not None) or 1
    taken = 0.0 if room == "narrow" else max(map(len, drawing.labels)) * LETTER
    across = WIDTHS[room] - taken - 30
    whole = largest * across / max(across - number * (LETTER + 1) - TEXT, across / 4)
    return _Bars(**_usual(
        drawing, room, len(drawing.labels) * ROW[room] + TEXT, print_values=True, range=(0, whole), show_x_labels=False,
        show_y_labels=room == "wide", show_x_guides=False, show_y_guides=False,
    ))  # fmt: skip


def _stacks(drawing: Drawing, room: str) -> Any:
    return _Stacks(**_usual(
        drawing, room, len(drawing.labels) * ROW[room] + 3 * TEXT, show_y_labels=room == "wide", show_x_guides=True,
        show_y_guides=False,
    ))  # fmt: skip


def _lines(drawing: Drawing, room: str) -> Any:
    every = -(-len(drawing.labels) // MOST_YEARS[room])
    return Line(**_usual(
        drawing, room, LINES_HEIGHT, include_x_axis=True, margin_right=30, dots_size=4, legend_box_size=26,
        x_labels_major_every=every, show_minor_x_labels=every == 1,
    ))  # fmt: skip


CHARTS: Final = {"bars": _bars, "stacks": _stacks, "lines": _lines}


def _stripped(root: Any) -> Any:
    """Without scripts, styles, comments, what only scripts would show, and pygal's own random name."""
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.removeprefix(SVG) if isinstance(child.tag, str) else None
            is_overlay = "overlay" in child.get("class", "") and "text-overlay" not in child.get("class", "")
            if tag is None or tag in USELESS or is_overlay:
                parent.remove(child)
    for element in root.iter():
        for useless in ("style", "rx", "ry"):
            element.attrib.pop(useless, None)
        if isinstance(element.tag, str) and element.tag.startswith(SVG):
            element.tag = element.tag.removeprefix(SVG)
    return root


def _name_above(root: Any, labels: Sequence[str]) -> None:
    """On a phone a label would leave its bar no room beside it."""
    first = next(each for each in root.iter("g") if each.get("class", "").startswith("series"))
    plot = next(each for each in root.iter("g") if each.get("class") == "plot")
    for label, bar in zip(labels, (each for each in first.iter("g") if each.get("class") == "bar"), strict=True):
        rectangle = bar.find("rect")
        text = ElementTree.SubElement(plot, "text", {"x": "0", "y": f"{float(rectangle.get('y')) - 5:.1f}"})
        text.set("class", "house_graph__name")
        text.text = label


def _key_of_lines(root: Any) -> None:
    """In the legend a line stands for a line, dashed as it is."""
    for legend in (each for each in root.iter("g") if each.get("class", "").startswith("legend ")):
        box = legend.find("rect")
        begin, middle, width = (float(box.get(name)) for name in ("x", "y", "width"))
        line = ElementTree.Element("path", {"d": f"M{begin:.1f},{middle + width / 2:.1f} h{width:.1f}"})
        line.set("class", f"{box.get('class').split()[0]} line")
        legend.remove(box)
        legend.insert(0, line)


def _hatch(root: Any, code: str) -> None:
    """The second series and those after it, in the plot and in the legend."""
    definitions = root.find("defs")
    for number, lines in zip(count(1), HATCHES):
        name = f"{code}-hatch-{number}"
        marked = [
            rectangle for group in root.iter("g")
            if f"color-{number}" in group.get("class", "").split() for rectangle in group.iter("rect")
        ]  # fmt: skip
        marked += [
            rectangle for rectangle in root.iter("rect") if f"color-{number}" in rectangle.get("class", "").split()
        ]
        if not marked:
            return
        pattern = ElementTree.SubElement(definitions, "pattern", {
            "id": name, "width": "8", "height": "8", "patternUnits": "userSpaceOnUse", "class": f"color-{number}",
        })  # fmt: skip
        ElementTree.SubElement(pattern, "rect", {"width": "8", "height": "8"})
        ElementTree.SubElement(pattern, "path", {"d": lines})
        for rectangle in marked:
            rectangle.set("fill", f"url(#{name})")


HATCHES: Final = (
    "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
    "M2,2 h2 v2 h-2 z M6,6 h2 v2 h-2 z",
    "M0,4 h8 M4,0 v8",
    "M4,0 v8",
)
