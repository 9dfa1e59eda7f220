"""What the commands take: the parser, and the options that several of them share."""
