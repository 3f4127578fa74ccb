"""The files of the index."""

from __future__ import annotations

import json
import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bibouroku.search.entry import Entry, Section
from bibouroku.search.index import START, filters, index_files, script

LIGHT = Entry(
    "メモ", "光の話", "light.html",
    (Section("", "光の話", "熱と光。"), Section("s", "鏡", "光", "かがみ")),
    (2019, 2020), "2020年8月", ("反射",),
)  # fmt: skip
WAVES = Entry(
    "文献", "波", "waves.html", (Section("", "波", "光の話 LK-99"),), (2020,),
    statuses=(("retracted", "撤回"),), note="寺田 2020",
)  # fmt: skip
#: Bytes that an entry may add to what every query loads, with a year and three tags of 300.
GROWTH = 24


def handed(file: str) -> tuple[str, object]:
    """Return name and data that a file hands over."""
    name, data = json.loads(
        f"[{file.removeprefix('bibourokuSearch(').removesuffix(');' + chr(10))}]"
    )
    return name, data


def test_the_first_file_names_the_index_and_the_index_all_others() -> None:
    made = index_files([LIGHT, WAVES], {"pages": ["a"]})
    files = dict(handed(text) for text in made.values())
    start = files.pop("start")
    assert isinstance(start, dict)
    assert start["pages"] == ["a"]
    index = files.pop(start["index"])
    assert isinstance(index, dict)
    named = {
        f"{kind}-{joined[at:at + length]}"
        for kind, (joined, length) in (("part", index["parts"]), ("text", index["texts"]))
        for at in range(0, len(joined), length)
    }  # fmt: skip
    assert files.keys() == named
    assert {f"{name}.js" for name in (*files, "start", start["index"])} == made.keys()


def test_a_text_holds_what_a_result_shows() -> None:
    texts = [handed(text)[1] for name, text in index_files([LIGHT, WAVES], {}).items()
             if name.startswith("text")]  # fmt: skip
    sections = [["", "光の話", "熱と光。", ""], ["s", "鏡", "光", "かがみ"]]
    assert texts[0] == ["メモ", "光の話", "light.html", "2020年8月", "", [], sections, ""]
    assert texts[1] == ["文献", "波", "waves.html", "", "寺田 2020", [["retracted", "撤回"]],
                        [["", "波", "光の話 LK-99", ""]], ""]  # fmt: skip


def test_filters_tell_which_entries_each_value_leaves() -> None:
    assert filters([LIGHT, WAVES]) == {
        "kind": {"メモ": "A", "文献": "B"},
        "tag": {"反射": "A"},
        "year": {"2019": "A", "2020": "AB"},
        "status": {"撤回": "B"},
    }


def test_a_changed_text_changes_its_file_and_no_other_text() -> None:
    other = replace(WAVES, sections=(Section("", "波", "別の話"),))
    before, after = index_files([LIGHT, WAVES], {}), index_files([LIGHT, other], {})
    gone = [name for name in before.keys() - after.keys() if name.startswith("text")]
    assert len(gone) == 1
    assert START in before.keys() & after.keys()


def test_the_same_entries_give_the_same_files() -> None:
    assert index_files([LIGHT, WAVES], {}) == index_files([LIGHT, WAVES], {})


def test_a_site_without_entries_has_an_index() -> None:
    assert {name.partition("-")[0] for name in index_files([], {})} == {"start.js", "index", "part"}


def made_up(count: int) -> list[Entry]:
    """Return so many entries of a few words each."""
    chance = random.Random(1)  # noqa: S311 - no secret
    tags = [f"札{number}" for number in range(300)]
    return [
        Entry(
            "メモ", f"題{number}", f"{number}.html",
            tuple(Section(f"s{n}", f"節{n}", f"文{chance.randrange(99)}") for n in range(4)),
            (1990 + number % 36,), tags=tuple(chance.sample(tags, 3)),
        )
        for number in range(count)
    ]  # fmt: skip


def test_what_every_query_loads_grows_slowly() -> None:
    sizes = [
        len(next(text for name, text in index_files(made_up(count), {}).items()
                 if name.startswith("index")).encode())
        for count in (500, 2000)
    ]  # fmt: skip
    assert sizes[1] - sizes[0] < GROWTH * 1500


@given(st.text(alphabet=st.characters()) | st.just('</script><!--\u2028\ud800"'))
def test_no_text_breaks_out_of_a_script(text: str) -> None:
    made = script("name", [text])
    assert not {"<", "\u2028", "\u2029"} & set(made)
    assert made.encode()
    assert handed(made) == ("name", [text])
