"""References as files for other programs: BibLaTeX, RIS, CSL-JSON."""
