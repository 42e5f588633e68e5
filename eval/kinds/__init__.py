"""Trains and judges the small head that recognises what a question asks for, from examples of no policy of ours."""
