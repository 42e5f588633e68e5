"""Answers questions about policy documents with verbatim clauses and exact award calculations.

The package knows no concrete policy: everything particular is read from a corpus folder. It never states a figure that
stands neither in a cited clause nor in a calculation nor in the user's own words.
"""
