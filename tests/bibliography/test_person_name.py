"""Names as BibTeX and BibLaTeX write them."""

from __future__ import annotations

import pytest

from bibouroku.bibliography.person_name import person


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("Lee, Sukbae", "Lee", "Sukbae"),
        ("Sukbae Lee", "Lee", "Sukbae"),
        ("岡田, 晋", "岡田", "晋"),
        ("寺田寅彦", "寺田寅彦", ""),
        ("寺田 寅彦", "寺田", "寅彦"),
        ("寺田　寅彦", "寺田", "寅彦"),
        ("さくら ももこ", "さくら", "ももこ"),
        ("김 지훈", "김", "지훈"),
        ("ジョン ケージ", "ケージ", "ジョン"),
        ("Kenji 岡田", "岡田", "Kenji"),
        ("Wei Wang 0001", "Wang", "Wei"),
        ("van der Waals, J. D.", "van der Waals", "J. D."),
        ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
        (r"de la Vall{\'e}e Poussin, Charles", "de la Vallée Poussin", "Charles"),
        (r"{\"O}zt{\"u}rk, A.", "Öztürk", "A."),
        (r"{\'E}mile {Borel}", "Borel", "Émile"),
        (r"{\O}ystein Or{\'e}", "Oré", "Øystein"),
        ("O'Brien, Pat", "O'Brien", "Pat"),
        ("Poe, E.~A.", "Poe", "E. A."),
        ("King, Jr., Martin Luther", "King", "Martin Luther, Jr."),
        ("{van der} Berg, {Jan and Piet}", "van der Berg", "Jan and Piet"),
        ("family=Harman, given=Simon, prefix=de, given-i=S, useprefix=true", "de Harman", "Simon"),
        ("given={Hans}, family={Müller, Graf}", "Müller, Graf", "Hans"),
        ('family="Ford", given=Henry, suffix=Jr.', "Ford", "Henry, Jr."),
        ("given=Platon", "Platon", ""),
        ("{A=B}, C", "A=B", "C"),
    ],
)
def test_a_name_is_told_into_family_and_given_name(written: str, family: str, given: str) -> None:
    found = person(written)
    assert (found.family, found.given, found.literal) == (family, given, False)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (
            "{National Institute of Standards and Technology}",
            "National Institute of Standards and Technology",
        ),
        ("{文部科学省}", "文部科学省"),
        ("{Springer, Ltd.}", "Springer, Ltd."),
        ("{{NIST}}", "NIST"),
        (" {Barnes {\\&} Noble} ", "Barnes & Noble"),
    ],
)
def test_a_name_in_braces_is_an_organisation(written: str, name: str) -> None:
    found = person(written)
    assert (found.family, found.given, found.literal) == (name, "", True)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("Lee, S., Kim, J.", "コンマが多い。人と人のあいだはandで区切る"),
        ("family=a, b, c, d", "コンマが多い"),
        (", John", "姓がない"),
        ("{}", "姓がない"),
        (",", "姓がない"),
    ],
)
def test_what_is_no_name_is_refused_with_its_fault(written: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        person(written)
