"""The program as a process: its signals, its streams, and what ends it unforeseen."""
