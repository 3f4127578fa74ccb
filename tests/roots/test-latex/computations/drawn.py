from bibouroku.computed import Table
from bibouroku.drawing import new_figure


def line():
    figure, axes = new_figure(height_mm=50)
    axes.plot([0, 1], [0, 1])
    axes.set_xlabel("横軸")
    return figure


def wide():
    row = (
        "8月6〜9日頃",
        "中国科学院物理研究所（中国）{cite:p}`kim2023`",
        "純粋なCu₂S、Cu₂Sを含む試料",
        "抵抗率と磁化率、昇温と降温",
        "約385 Kに履歴のある一次相転移、急落はゼロに届かず、超伝導の証拠は見られない",
        "反証",
    )
    return Table(("日付", "グループ", "試料", "測ったもの", "結果", "主張に対して"), (row,) * 25)
