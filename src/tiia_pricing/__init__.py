"""Specification and calculator of what Tencent Cloud image analysis (TIIA) charges."""
