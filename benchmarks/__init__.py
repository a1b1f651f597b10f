"""Accuracy and speed as commands that anyone can run; the results stand in `docs/benchmarks.md`."""
