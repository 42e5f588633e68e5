"""Asks the same Assistant hard questions and says how good the answers are.

Stands on `assistant.service` (and on the general Chinese of `assistant.language`): it never looks inside the rooms it
judges, lets no model be the judge, and forgives no figure.
"""
