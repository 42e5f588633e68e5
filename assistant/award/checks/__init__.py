"""What is wrong with rules: words that are not in the clause, figures that differ, tiers that are swapped, gaps."""
