"""What ran, what was proved, and from which inputs."""
