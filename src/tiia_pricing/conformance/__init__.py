"""The conformance kit: the same scenarios and laws against anybody's calculator.

A calculator is a program that reads JSON lines and answers them (``protocol``). The suite in
``features/`` and ``tests/conformance/`` travels in the wheel beside this package.
"""
