"""The hall: registers, rules, words and arithmetic of the movement. No input or output, no Qt, no SQL."""
