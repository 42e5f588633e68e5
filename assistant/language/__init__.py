"""General Chinese: numbers, quantities, plain spelling, sentences. It knows no policy, no place and no word of one."""
