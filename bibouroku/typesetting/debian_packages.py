"""Which Debian package brings a file that TeX asks for, or a program.

Source: the lists of files of Debian 12, for what a book loads and a few that its authors may add.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Final

#: Package: the names of its files, as patterns. The first that fits is right.
FILES: Final = {
    "texlive-lang-japanese": (
        "ltj*", "lltj*", "luatexja*", "jfm-*", "jlreq*", "jslogo.sty", "HaranoAji*", "pxrubrica*",
        "plext*", "otf.sty",
    ),
    "texlive-luatex": (
        "luaotfload*", "lualibs*", "lua-uni-*", "lualatex-math*", "luatexbase*", "luatex85.sty",
        "luacolor*", "luamplib*", "ctablestack.sty", "fontloader-*", "selnolig*",
    ),
    "texlive-latex-extra": (
        "capt-of.sty", "everyhook.sty", "framed.sty", "needspace.sty", "stfloats.sty",
        "svn-prov.sty", "tabulary.sty", "titlesec.sty", "titletoc.sty", "tocloft.sty",
        "upquote.sty", "varwidth.sty", "wrapfig.sty", "fncychap.sty", "eqparbox.sty",
        "fontawesome*.sty", "enumitem.sty", "physics.sty", "cancel.sty", "relsize.sty",
        "changepage.sty", "lastpage.sty", "xpatch.sty", "mdframed.sty", "zref*.sty",
        "environ.sty", "trimspaces.sty", "hyperxmp.sty", "ifmtarg.sty", "multirow.sty",
    ),
    "texlive-latex-recommended": (
        "booktabs.sty", "etoolbox.sty", "fancyvrb.sty", "float.sty", "fontspec*", "keyval.tex",
        "parskip.sty", "unicode-math*", "xcolor.sty", "xkeyval*", "xkvutils.tex", "caption*.sty",
        "mathtools.sty", "mhsetup.sty", "microtype*", "ragged2e.sty", "everysel.sty", "scr*",
        "tcolorbox.sty", "bookmark.sty", "footnotehyper.sty", "lineno.sty", "pdflscape.sty",
        "filehook*",
    ),
    "texlive-pictures": (
        "ellipse.sty", "p2e-*", "pict2e.*", "pgf*", "tikz*", "chemfig*", "circuitikz*",
    ),
    "texlive-science": ("siunitx*", "mhchem*", "chemgreek*", "algorithm*", "braket.sty"),
    "texlive-fonts-recommended": ("stmaryrd*", "wasysym*", "marvosym*"),
    "texlive-latex-base": (
        "alltt.sty", "ams*.sty", "array.sty", "atbegshi-ltx.sty", "atveryend-ltx.sty",
        "auxhook.sty", "bigintcalc.sty", "bitset.sty", "color.cfg", "colortbl.sty",
        "epstopdf-*", "etexcmds.sty", "expl3.*", "fancyhdr.sty", "fix-cm.sty", "fontenc.sty",
        "geometry.sty", "gettitlestring.sty", "graphics.*", "graphicx.sty", "hluatex.def",
        "hycolor.sty", "hypcap.sty", "hyperref.sty", "infwarerr.sty", "intcalc.sty",
        "kvdefinekeys.sty", "kvoptions.sty", "kvsetkeys.sty", "l3backend-*", "l3keys2e.sty",
        "letltxmacro.sty", "longtable.sty", "ltluatex.lua", "ltxcmds.sty",
        "lualatexquotejobname.lua", "makeidx.sty", "mathcolor.ltx", "multicol.sty",
        "nameref.sty", "p?enc.def", "pd1enc.def", "pdfescape.sty", "pdftexcmds.*", "puenc.def",
        "refcount.sty", "rerunfilecheck.sty", "stringenc.sty", "supp-pdf.mkii", "textcomp.sty",
        "trig.sty", "t*enc.def", "uniquecounter.sty", "url.sty", "xparse.sty", "article.cls",
        "book.cls", "size1?.clo", "bk1?.clo", "tabularx.sty", "verbatim.sty", "inputenc.sty",
        "babel.sty", "soul.sty",
    ),
    "texlive-base": ("if*tex.sty", "iftex.sty", "luatex.def", "cm*.tfm"),
    "lmodern": ("lmodern.sty", "om?lm*.fd", "ot1lm*.fd", "t1lm*.fd", "ts1lm*.fd"),
    "fonts-lmodern": ("lmroman*", "lmsans*", "lmmono*", "latinmodern-math*"),
    "fonts-freefont-otf": ("FreeSerif*", "FreeSans*", "FreeMono*"),
    "fonts-wqy-microhei": ("wqy-microhei*",),
    "fonts-symbola": ("Symbola*",),
}  # fmt: skip
PROGRAMS: Final = {
    "lualatex": "texlive-luatex",
    "upmendex": "texlive-lang-japanese",
}


def package_of(name: str) -> str | None:
    """Return the package with a file of this name, or ``None`` if that is not known here."""
    for package, patterns in FILES.items():
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            return package
    return None


def how_to_get(name: str) -> str:
    """Return, in Japanese, how to bring the file *name* onto the machine."""
    package = package_of(name)
    if package:
        return f"Debianではapt-get install --no-install-recommends {package}"
    asked = f"Debianではapt-file search /{name}、TeX Liveではtlmgr search --global --file /{name}"
    return f"{asked}で、入っているパッケージを探す"


def how_to_get_program(name: str) -> str:
    """Return, in Japanese, how to bring the program *name* onto the machine."""
    return f"Debianではapt-get install --no-install-recommends {PROGRAMS[name]}"
