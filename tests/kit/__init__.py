"""The conformance kit and the form of its suite, and who reports what ran."""
