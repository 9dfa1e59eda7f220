"""How time and memory grow with the input: each input twice, four and eight times as long."""
