"""What the memos of this site compute."""

from bibouroku import drawing
from bibouroku.computed import Table

WHOLE = 5


def half():
    return WHOLE / 2


def table():
    return Table(("量", "値"), (("$a$", "−1.0{cite:p}`fujii2020{p. 4}`"), ("b", "2")))


def dated(references):
    return Table(("鍵", "年"), (("石", str(references["dated2023"].date.year)),))


def figure():
    made, axes = drawing.new_figure()
    axes.plot([0, WHOLE], [0, 1])
    axes.set_xlabel("時間")
    return made
