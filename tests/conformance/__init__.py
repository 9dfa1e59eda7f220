"""The features, bound to an implementation and reported."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.tables")
