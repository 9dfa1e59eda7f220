"""How argparse speaks: its messages, and its help, in the language of the reader."""
