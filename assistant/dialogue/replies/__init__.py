"""One file per way to answer: awards, clauses, silences, lists, the document itself, small talk.

Each gives a Piece whose headline answers by itself and whose lines support it; none invents a figure or a clause.
"""
