"""A second calculation of the awards, written from the policy text alone, and its comparison with the first."""
