"""Questions of programs and agents, answered: one function for each, whatever carries it.

An answer is JSON: the result as the commands print it, with the clause and the cell of each
number, and the open questions of the page with what each of their answers would cost.
"""
