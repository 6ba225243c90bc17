"""Judging: what a text is about and how sure we are; pure once the model and the gazetteer are loaded.

folding -> keywords (watches) and gazetteer (places) -> features -> classifier; facts reads the reports of one article.
"""
