"""What every test shares: the reporter of the features, and the proof that they are strong."""

pytest_plugins = ["conformance.reporter", "proof.plugin"]
