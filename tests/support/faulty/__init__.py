"""A web server of our own on the loopback, which fails as it is told to."""
