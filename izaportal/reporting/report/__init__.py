"""What a quarter report asks, how an answer is read, and what is wrong or missing in it (ADR 14). Pure.

`sheet` is the whole form of one report, made of the `items` it is about (with `measured` and `judged`), each
a few `questions` whose answers `typed` reads. `missing` says what it lacks, `differences` how two differ.
"""
