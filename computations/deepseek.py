"""Numbers, tables and figures of the memo on DeepSeek-R1 (posts/deepseek.md).

Cited inputs are constants, each with the cite key of its source; everything else is computed.
"""

from __future__ import annotations

from datetime import date
from math import prod, sqrt
from statistics import fmean, pstdev
from typing import TYPE_CHECKING, Final

from bibouroku.computed import Table
from bibouroku.drawing import ACCENT, BLUE, INK, LINE, SOFT, new_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# ---------------------------------------------------------------- the model
#: Parameters of DeepSeek-V3 and R1, in units of 10^9 (deepseekv3report2024, abstract and §4.2).
TOTAL_PARAMETERS: Final = 671.0
#: Parameters active for one token, in units of 10^9 (deepseekv3report2024, abstract and §4.2).
ACTIVE_PARAMETERS: Final = 37.0
#: Training tokens, in units of 10^12 (deepseekv3report2024, abstract).
TOKENS: Final = 14.8
#: Layers, and how many of the first are dense (deepseekv3report2024, §4.2).
LAYERS: Final = 61
DENSE_LAYERS: Final = 3
#: Routed experts in a layer (deepseekv3report2024, §4.2).
ROUTED_EXPERTS: Final = 256
#: Width of the model and of one expert (deepseekv3report2024, §4.2).
MODEL_WIDTH: Final = 7168
EXPERT_WIDTH: Final = 2048
#: Weight matrices in one expert (epoch2025r1, "tensors per expert").
MATRICES_PER_EXPERT: Final = 3
#: Attention heads and width of a head (deepseekv3report2024, §4.2).
HEADS: Final = 128
HEAD_WIDTH: Final = 128
#: Width of the compressed key-value vector and of the positional key (deepseekv3report2024, §4.2).
LATENT_WIDTH: Final = 512
POSITION_WIDTH: Final = 64


def active_share() -> float:
    """Return the share of parameters active for one token, in percent."""
    return 100 * ACTIVE_PARAMETERS / TOTAL_PARAMETERS


def routed_parameters() -> float:
    """Return the parameters of all routed experts, in units of 10^9 (formula: epoch2025r1)."""
    shape = (LAYERS - DENSE_LAYERS, ROUTED_EXPERTS, MATRICES_PER_EXPERT, EXPERT_WIDTH, MODEL_WIDTH)
    return prod(shape) / 1e9


def routed_parameters_oku() -> float:
    """Return the parameters of all routed experts, in units of 10^8 (億)."""
    return 10 * routed_parameters()


def routed_share() -> float:
    """Return the share of the routed experts among all parameters, in percent."""
    return 100 * routed_parameters() / TOTAL_PARAMETERS


def latent_cache() -> int:
    """Return the numbers kept per token and layer by latent attention (deepseekv3report2024)."""
    return LATENT_WIDTH + POSITION_WIDTH


def plain_cache() -> int:
    """Return the numbers that ordinary multi-head attention of the same heads would keep."""
    return 2 * HEADS * HEAD_WIDTH


def cache_ratio() -> float:
    """Return how many times smaller the latent cache is than the ordinary one."""
    return plain_cache() / latent_cache()


# ---------------------------------------------------------------- reinforcement learning
#: Size of the group in the worked example of the memo (ours, not DeepSeek's).
EXAMPLE_GROUP: Final = 8


def advantages(rewards: Sequence[float]) -> tuple[float, ...]:
    """Return the group-normalised advantages of *rewards* (shao2024deepseekmath).

    The population standard deviation is used; a group without spread teaches nothing (zeros).
    """
    mean, spread = fmean(rewards), pstdev(rewards)
    if spread == 0:
        return tuple(0.0 for _ in rewards)
    return tuple((reward - mean) / spread for reward in rewards)


def _example(right: int) -> tuple[float, ...]:
    return advantages((1.0,) * right + (0.0,) * (EXAMPLE_GROUP - right))


def lone_success() -> float:
    """Return the advantage of the one right answer among eight."""
    return _example(1)[0]


def common_failure() -> float:
    """Return the advantage of each of the seven wrong answers beside one right one."""
    return _example(1)[-1]


def common_success() -> float:
    """Return the advantage of each of seven right answers beside one wrong one."""
    return _example(7)[0]


def success_advantage(rate: float) -> float:
    """Return the advantage of a right answer when the share *rate* of the group is right."""
    return sqrt((1 - rate) / rate)


# ---------------------------------------------------------------- scores
#: Scores of R1 and of o1-1217 in DeepSeek's own table (deepseekr1repo2025).
SCORES: Final[dict[str, tuple[float, float]]] = {
    "AIME 2024": (79.8, 79.2),
    "MATH-500": (97.3, 96.4),
    "GPQA Diamond": (71.5, 75.7),
    "Codeforces": (2029.0, 2061.0),
    "SWE-bench Verified": (49.2, 48.9),
    "MMLU": (90.8, 91.8),
    "SimpleQA": (30.1, 47.0),
}


def tests_compared() -> int:
    """Return the number of tests compared."""
    return len(SCORES)


def tests_won() -> int:
    """Return the number of tests in which R1 scores higher than o1-1217."""
    return sum(r1 > o1 for r1, o1 in SCORES.values())


def tests_lost() -> int:
    """Return the number of tests in which R1 scores lower than o1-1217."""
    return sum(r1 < o1 for r1, o1 in SCORES.values())


# ---------------------------------------------------------------- the cost figure
#: H800 hours of each stage of V3, in thousands (deepseekv3report2024, Table 1).
STAGES: Final[dict[str, float]] = {"事前学習": 2664.0, "文脈長の拡張": 119.0, "事後学習": 5.0}
#: Assumed rental price, dollars per GPU hour (deepseekv3report2024, Table 1).
RENTAL_PRICE: Final = 2.0
#: GPUs in the training cluster (deepseekv3report2024, §1).
CLUSTER: Final = 2048
#: Outside estimate of R1's reinforcement learning, million dollars (epoch2025r1).
RL_ESTIMATE: Final = 1.0
#: Outside estimate of DeepSeek's server capital, million dollars (semianalysis2025debates).
SERVER_CAPITAL: Final = 1600.0


def cost(thousand_hours: float, price: float = RENTAL_PRICE) -> float:
    """Return hours x price in million dollars."""
    return thousand_hours * price / 1000


def total_hours() -> float:
    """Return the H800 hours of V3's final training, in thousands."""
    return sum(STAGES.values())


def total_cost() -> float:
    """Return the rental cost of V3's final training, million dollars."""
    return cost(total_hours())


def total_cost_wan() -> float:
    """Return the same in units of 10^4 dollars (万ドル)."""
    return 100 * total_cost()


def pretraining_days() -> float:
    """Return the days that the pre-training takes on the whole cluster."""
    return 1000 * STAGES["事前学習"] / CLUSTER / 24


def training_arithmetic() -> float:
    """Return 6 x active parameters x tokens, in units of 10^24 operations (kaplan2020scaling)."""
    return 6 * ACTIVE_PARAMETERS * 1e9 * TOKENS * 1e12 / 1e24


def sustained_rate() -> float:
    """Return the mean rate of one GPU in the pre-training, in units of 10^12 operations/s."""
    return training_arithmetic() * 1e24 / (STAGES["事前学習"] * 1000 * 3600) / 1e12


def capital_multiple() -> float:
    """Return the estimated server capital over the rental cost of the final training."""
    return SERVER_CAPITAL / total_cost()


# ---------------------------------------------------------------- prices
#: Prices in dollars per 10^6 tokens: input from the cache, other input, output.
#: R1 and V3: deepseek2025pricing; o1: openai2025o1price.
PRICES: Final[dict[str, tuple[float, float, float]]] = {
    "o1": (7.50, 15.00, 60.00),
    "R1": (0.14, 0.55, 2.19),
    "V3": (0.07, 0.27, 1.10),
}


def cached_price_ratio() -> float:
    """Return the price of o1 over that of R1 for input from the cache."""
    return PRICES["o1"][0] / PRICES["R1"][0]


def input_price_ratio() -> float:
    """Return the price of o1 over that of R1 for other input."""
    return PRICES["o1"][1] / PRICES["R1"][1]


def output_price_ratio() -> float:
    """Return the price of o1 over that of R1 for output."""
    return PRICES["o1"][2] / PRICES["R1"][2]


# ---------------------------------------------------------------- the chip
#: Days of the two rules' release (bis2022ac, bis2023ac).
RULE_2022: Final = date(2022, 10, 7)
RULE_2023: Final = date(2023, 10, 17)
#: Processors of an H800, and those given over to communication (deepseekv3report2024, §3.5.1).
PROCESSORS: Final = 132
MESSENGERS: Final = 20


def days_between_rules() -> int:
    """Return the days from the release of the 2022 rule to that of the 2023 rule."""
    return (RULE_2023 - RULE_2022).days


def messenger_share() -> float:
    """Return the share of a GPU's processors given over to communication, in percent."""
    return 100 * MESSENGERS / PROCESSORS


# ---------------------------------------------------------------- the market
#: NVIDIA's closing prices of 24 and 27 January 2025, dollars (longbridge2025nvidia).
CLOSE_BEFORE: Final = 142.62
CLOSE_FALL: Final = 118.42
#: The close of 28 January 2025, dollars (bloomberg2025probe).
CLOSE_AFTER: Final = 128.99
#: Value lost on 27 January 2025, 10^9 dollars (bloomberg2025nvidia; kyodo2025nvidia: 592.7).
VALUE_LOST: Final = 589.0
VALUE_LOST_KYODO: Final = 592.7
#: The same in 10^12 yen (forbesjapan2025nvidia; kyodo2025nvidia).
YEN_LOST_FORBES: Final = 91.2
YEN_LOST_KYODO: Final = 92.0
#: The largest one-day loss before, 10^9 dollars, 3 September 2024 (longbridge2025nvidia).
RECORD_BEFORE: Final = 279.0
#: Nasdaq composite: close and change in points (forbesjapan2025nvidia).
NASDAQ_CLOSE: Final = 19341.83
NASDAQ_CHANGE: Final = -612.47
#: Days of the story (deepseekv3report2024, deepseek2025r1release, cnbc2025navy).
V3_REPORT: Final = date(2024, 12, 27)
R1_RELEASE: Final = date(2025, 1, 20)
NAVY_MAIL: Final = date(2025, 1, 24)
FALL: Final = date(2025, 1, 27)


def fall_percent() -> float:
    """Return NVIDIA's fall on 27 January 2025, in percent (positive)."""
    return 100 * (1 - CLOSE_FALL / CLOSE_BEFORE)


def rebound_percent() -> float:
    """Return NVIDIA's rise on the next day, in percent."""
    return 100 * (CLOSE_AFTER / CLOSE_FALL - 1)


def recovered_percent() -> float:
    """Return the part of the fall that the next day won back, in percent."""
    return 100 * (CLOSE_AFTER - CLOSE_FALL) / (CLOSE_BEFORE - CLOSE_FALL)


def record_multiple() -> float:
    """Return the loss over the largest one-day loss before it."""
    return VALUE_LOST / RECORD_BEFORE


def nasdaq_percent() -> float:
    """Return the fall of the Nasdaq composite, in percent (positive)."""
    return -100 * NASDAQ_CHANGE / (NASDAQ_CLOSE - NASDAQ_CHANGE)


def yen_rate_forbes() -> float:
    """Return the yen per dollar implied by the figures in Forbes JAPAN and Bloomberg."""
    return 1000 * YEN_LOST_FORBES / VALUE_LOST


def yen_rate_kyodo() -> float:
    """Return the yen per dollar implied by Kyodo's own two figures."""
    return 1000 * YEN_LOST_KYODO / VALUE_LOST_KYODO


def trainings_lost() -> float:
    """Return the lost value in final trainings of V3, in units of 10^4."""
    return 1000 * VALUE_LOST / total_cost() / 1e4


def days_report_to_fall() -> int:
    """Return the days from V3's report to the fall."""
    return (FALL - V3_REPORT).days


def days_release_to_fall() -> int:
    """Return the days from R1's release to the fall."""
    return (FALL - R1_RELEASE).days


def days_mail_to_fall() -> int:
    """Return the days from the Navy's e-mail to the fall."""
    return (FALL - NAVY_MAIL).days


# ---------------------------------------------------------------- follow-up of September 2025
#: GPUs, and hours of the two reinforcement learnings (register2025cost).
RL_GPUS: Final = 512
RL_HOURS_ZERO: Final = 198
RL_HOURS_R1: Final = 80
#: Hours for making the data, in thousands (register2025cost).
DATA_HOURS: Final = 5.0
#: The published cost of R1 on top of V3, million dollars (gibney2025secrets).
R1_COST: Final = 0.294


def r1_hours() -> float:
    """Return the H800 hours of R1 on top of V3, in thousands."""
    return RL_GPUS * (RL_HOURS_ZERO + RL_HOURS_R1) / 1000 + DATA_HOURS


def r1_hours_wan() -> float:
    """Return the same in units of 10^4 hours (万時間)."""
    return r1_hours() / 10


def r1_cost_wan() -> float:
    """Return R1's hours at the rental price, in units of 10^4 dollars (万ドル)."""
    return 100 * cost(r1_hours())


def r1_share() -> float:
    """Return R1's hours over V3's, in percent."""
    return 100 * r1_hours() / total_hours()


def both_cost_wan() -> float:
    """Return the published costs of V3 and R1 together, in units of 10^4 dollars (万ドル)."""
    return 100 * (total_cost() + R1_COST)


# ---------------------------------------------------------------- tables
def cost_table() -> Table:
    """Return the stages of V3's final training: hours, cost, share of the total."""
    rows = [
        (stage, f"{hours:,.0f}", f"{cost(hours):.3f}", f"{100 * hours / total_hours():.1f}")
        for stage, hours in STAGES.items()
    ]
    total = ("合計", f"{total_hours():,.0f}", f"{total_cost():.3f}", "100.0")
    head = ("工程", "H800（千時間）", "1時間2ドルでの費用（百万ドル）", "時間の割合（%）")
    return Table(head=head, rows=(*rows, total))


def claims_table() -> Table:
    """Return common sayings about R1 beside what the sources bear out."""
    rows = (
        (
            "R1は600万ドルで開発された",
            (
                f"{total_cost_wan():.1f}万ドルは**V3の最終学習**に要した時間に仮の賃料を掛けた額。"
                "先行研究と試行は含まない{cite:p}`deepseekv3report2024{§1}`"
            ),
        ),
        (
            "開発費はo1の10分の1以下",
            (
                "見た資料のどれにもo1の開発費がなく、割り算ができない。計算できるのはAPI価格の比で、"
                f"出力1トークンあたり{output_price_ratio():.1f}倍"
                "{cite:p}`data:openai2025o1price,data:deepseek2025pricing`"
            ),
        ),
        (
            "型落ちのGPUで学習した",
            (
                "H800は、2022年の規則に合わせて転送を遅くした中国向けのHopper世代品。"
                "2023年の規則で対象に入った"
                "{cite:p}`information:reuters2023h800,information:videocardz2023h800`"
            ),
        ),
        (
            "R1はo1に勝った",
            (
                f"DeepSeek自身の表の{tests_compared()}項目で{tests_won()}勝{tests_lost()}敗"
                "{cite:p}`data:deepseekr1repo2025{§4}`"
            ),
        ),
        (
            "R1はオープンソースである",
            (
                "重みとコードはMITライセンス{cite:p}`deepseekr1repo2025{§7}`。"
                "学習のコードは出ておらず、"
                "データの作り方も詳らかでない{cite:p}`bakouch2025openr1`"
            ),
        ),
        (
            "R1はOpenAIの蒸留である",
            (
                "疑いは報じられたが、証拠は公にされていない"
                "{cite:p}`discusses:ft2025openai,discusses:sacks2025evidence`"
            ),
        ),
        (
            "株価急落を受けて米海軍が禁じた",
            (
                f"海軍の電子メールは1月24日で、急落の{days_mail_to_fall()}日前"
                "{cite:p}`information:cnbc2025navy`"
            ),
        ),
        (
            "イタリアがDeepSeekを遮断した",
            (
                "命じたのは国内の人のデータ処理の制限で、通信の遮断ではない"
                "{cite:p}`garante2025order`"
            ),
        ),
    )
    return Table(head=("よくある言い方", "資料で言えること"), rows=rows)


# ---------------------------------------------------------------- figures
def _money(million: float) -> str:
    """Return *million* dollars in Japanese units."""
    if million >= 100:
        return f"{million / 100:g}億ドル"
    return f"{100 * million:g}万ドル"


def _price_row(axes: Axes, height: float, model: str, style: tuple[str, str]) -> None:
    """Draw the three prices of *model* at *height*, joined by a line, each with its number."""
    marker, colour = style
    prices = PRICES[model]
    axes.plot(prices, [height] * len(prices), color=colour, marker=marker, markersize=7)
    for price in prices:
        axes.annotate(
            f"{price:.2f}",
            (price, height),
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=8.5,
        )


def price_figure() -> Figure:
    """Return the API prices of o1, R1 and V3 on a logarithmic axis (dollars per 10^6 tokens)."""
    figure, axes = new_figure(150, 72)
    styles = {"o1": ("s", ACCENT), "R1": ("o", BLUE), "V3": ("^", SOFT)}
    names = {"o1": "OpenAI o1", "R1": "DeepSeek-R1", "V3": "DeepSeek-V3"}
    for height, model in enumerate(reversed(PRICES)):
        _price_row(axes, height, model, styles[model])
    for price, name in zip(PRICES["o1"], ("入力\n（再利用）", "入力", "出力"), strict=True):
        axes.annotate(
            name,
            (price, 2),
            xytext=(0, 22),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=8.5,
            color=SOFT,
        )
    for position, ratio in enumerate(
        (cached_price_ratio(), input_price_ratio(), output_price_ratio())
    ):
        high, low = PRICES["o1"][position], PRICES["R1"][position]
        axes.plot([high, low], [2, 1], color=LINE, linewidth=0.9, zorder=0)
        axes.annotate(
            f"{ratio:.1f}倍",
            (sqrt(high * low), 1.5),
            ha="center",
            va="center",
            fontsize=8.5,
            color=INK,
            bbox={"boxstyle": "square,pad=0.2", "facecolor": "white", "edgecolor": "none"},
        )
    axes.set_xscale("log")
    axes.set_xlim(0.04, 110)
    axes.set_ylim(-0.4, 3.05)
    axes.set_xticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.set_yticks(range(len(PRICES)), [names[model] for model in reversed(PRICES)])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_xlabel("100万トークンあたりの価格（ドル、対数目盛）")
    return figure


def cost_rows() -> tuple[tuple[str, float, float, str], ...]:
    """Return the rows of the cost figure from the bottom up: label, low and high end, kind.

    In million dollars. "A few tens of millions" (amodei2025export) is drawn as its whole decade.
    """
    return (
        ("DeepSeekのサーバー設備\n（外部の推定）", SERVER_CAPITAL, SERVER_CAPITAL, "estimate"),
        ("Claude 3.5 Sonnetの学習\n（開発元の長の言）", 10.0, 100.0, "range"),
        ("V3の最終学習\n（時間×仮の賃料）", total_cost(), total_cost(), "disclosed"),
        ("R1の強化学習\n（外部の推定）", RL_ESTIMATE, RL_ESTIMATE, "estimate"),
    )


def cost_figure() -> Figure:
    """Return the sums that go by the name of cost, on a logarithmic axis (million dollars)."""
    figure, axes = new_figure(150, 80)
    rows = cost_rows()
    for height, (_, low, high, kind) in enumerate(rows, start=1):
        if kind == "range":
            axes.plot(
                [low, high],
                [height, height],
                color=BLUE,
                linewidth=5,
                alpha=0.35,
                solid_capstyle="butt",
            )
            axes.plot([low, high], [height, height], color=BLUE, linestyle="none", marker="|")
            text = "数千万ドル"
        else:
            filled = ACCENT if kind == "disclosed" else "white"
            axes.plot(
                low,
                height,
                marker="o",
                markersize=8,
                color=ACCENT,
                markerfacecolor=filled,
                linestyle="none",
            )
            text = ("約" if kind == "estimate" else "") + _money(low)
        axes.annotate(
            text,
            (sqrt(low * high), height),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            fontsize=8.5,
        )
    axes.annotate(
        "見た資料のどれにも数字がない",
        (40, 0),
        ha="center",
        va="center",
        color=SOFT,
        bbox={"boxstyle": "square,pad=0.3", "facecolor": "white", "edgecolor": "none"},
    )
    axes.axhline(0, color=LINE, linewidth=0.8, linestyle=":", zorder=0)
    axes.set_xscale("log")
    axes.set_xlim(0.4, 4000)
    axes.set_ylim(-0.5, len(rows) + 0.7)
    axes.set_xticks([1, 10, 100, 1000], ["100万ドル", "1000万ドル", "1億ドル", "10億ドル"])
    axes.set_yticks(range(len(rows) + 1), ["OpenAI o1の開発", *(row[0] for row in rows)])
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=LINE, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.set_xlabel("金額（対数目盛）。測っているものが行ごとに違う")
    return figure
