"""Offprints (抜刷): a PDF of each memo, cut out of the one PDF in which TeX set them all."""
