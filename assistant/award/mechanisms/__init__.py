"""The closed set of ways in which a policy turns facts into money, one file each.

To add one: write its file (a frozen pydantic dataclass below `Mechanism` or `Modifier` with Chinese aliases), add one
field to `Calculation` in calculation.py, and put its YAML test beside the others in tests/award/mechanisms/.
"""
